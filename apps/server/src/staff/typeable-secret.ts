/** Random letters for copying by hand: without l, o, 0 or 1. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** `count` letters of five bits each. */
export const typeableSecret = (randomBytes: (count: number) => Uint8Array, count: number): string =>
  Array.from(randomBytes(count), (byte) => letters[byte % letters.length]).join("");

/** `abcdefghij` → `abcde-fghij` for groups of five. */
export const inGroups = (text: string, size: number): string =>
  (text.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join("-");
