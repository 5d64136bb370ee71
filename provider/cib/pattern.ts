/**
 * Does a location's pattern (rsc-pattern) fit an id? As Pacemaker reads it: with the case, and with ! in front the other
 * way round. Its expressions are POSIX's: one that JavaScript cannot read may fit anything.
 */
export function patternFits(pattern: string): (id: string) => boolean {
  const [wanted, text] = pattern.startsWith("!") ? [false, pattern.slice(1)] : [true, pattern];
  try {
    const expression = new RegExp(text);
    return (id) => expression.test(id) === wanted;
  } catch {
    return () => true;
  }
}
