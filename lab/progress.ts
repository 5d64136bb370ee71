/** Tells a person what goes on; one line each. */
export type Report = (message: string) => void;

export const toStderr: Report = (message) => {
  process.stderr.write(`lab: ${message}\n`);
};

export const silent: Report = () => undefined;

/** Reports each step when it begins, again every 20 seconds while it lasts, and the time it took. */
export function stopwatch(report: Report, what: string) {
  let step = "";
  let began = Date.now();
  const start = began;
  const seconds = (since: number) => `${Math.round((Date.now() - since) / 1000)} s`;
  const ticking = setInterval(() => {
    report(`${what}: ${step}, ${seconds(began)}`);
  }, 20_000);
  ticking.unref();
  return {
    step(name: string) {
      step = name;
      began = Date.now();
      report(`${what}: ${name}`);
    },
    /** Ends it; without `done`, silently. */
    end(done?: string) {
      clearInterval(ticking);
      if (done !== undefined) report(`${what}: ${done} after ${seconds(start)}`);
    },
  };
}
