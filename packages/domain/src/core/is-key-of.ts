/** The keys of a table as codes, in its order. */
export const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(table).filter(isKeyOf(table));

/** Tells whether text from outside is a key of a table; names every object inherits are not. */
export function isKeyOf<Key extends string>(table: Readonly<Record<Key, unknown>>): (code: string) => code is Key {
  // Not Object.hasOwn: phones before iOS 15.4 lack it.
  const keys = new Set(Object.keys(table));
  return (code): code is Key => keys.has(code);
}
