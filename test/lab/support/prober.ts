import { get } from "node:http";

const interval = 200;

/** Why it does not answer, if it does not. */
const refusal = (url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode ?? 0}`);
    });
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.on("error", ({ message }) => {
      resolve(message);
    });
  });

/** One time in which the page could not be fetched. */
export interface Gap {
  /** Milliseconds since the epoch. */
  from: number;
  milliseconds: number;
  /** What the first of its fetches met. */
  why: string;
}

/** Fetches a page all the time, each time by a connection of its own; ended, it tells when that failed. */
export function probe(url: string): { end(): Promise<{ fetched: number; gaps: Gap[] }> } {
  const gaps: Gap[] = [];
  let fetched = 0;
  let down: Pick<Gap, "from" | "why"> | undefined;
  const over = (end: number) => {
    if (down) gaps.push({ ...down, milliseconds: end - down.from });
    down = undefined;
  };
  const ending = new AbortController();
  const all = (async () => {
    while (!ending.signal.aborted) {
      const began = Date.now();
      const why = await refusal(url);
      if (why === undefined) {
        fetched++;
        over(began);
      } else down ??= { from: began, why };
      await new Promise((resume) => setTimeout(resume, Math.max(0, began + interval - Date.now())));
    }
    over(Date.now());
  })();
  return {
    async end() {
      ending.abort();
      await all;
      return { fetched, gaps };
    },
  };
}
