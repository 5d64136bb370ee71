/** Waits for a condition, bounded; says what was last seen when it never came. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  fits: (seen: T) => boolean,
  limit = 60_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const last = await look().then(
      (seen) => ({ seen, fits: fits(seen) }),
      (error: unknown) => ({ seen: error, fits: false }),
    );
    if (last.fits) return last.seen as T;
    if (Date.now() > end)
      throw new Error(`${what} did not come true in ${limit / 1000} s; last seen: ${String(last.seen)}`);
    await new Promise((resume) => setTimeout(resume, 200));
  }
}
