/**
 * What a record itself has under a name that comes from outside: `constructor` and `__proto__` are names like any
 * other, and what JavaScript finds under them in every object is nobody's value.
 */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
