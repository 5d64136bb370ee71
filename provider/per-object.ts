/** What belongs to an object, made when it is first asked for, for as long as the object is there. */
export function perObject<Key extends object, T>(make: (each: Key) => T): (each: Key) => T {
  const known = new WeakMap<Key, { of: T }>();
  return (each) => {
    const found = known.get(each) ?? { of: make(each) };
    known.set(each, found);
    return found.of;
  };
}
