/** Returns the keys of a table as typed codes, in table order. */
export const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(table).filter(isKeyOf(table));

/** Type guard that external text is a key of a table; property names that every object inherits are not. */
export function isKeyOf<Key extends string>(
  table: Readonly<Record<Key, unknown>>,
): (code: string) => code is Key {
  // Object.hasOwn is missing on phones before iOS 15.4.
  const keys = new Set(Object.keys(table));
  return (code): code is Key => keys.has(code);
}
