/** Checks that measure one fault in several ways; they count once and are displayed as one message. */
export const checkFamilies: readonly (readonly string[])[] = [
  ["sunglasses", "glasses-reflection", "glasses"],
  ["no-face", "not-a-person"],
  ["hair-over-eyes", "hair-over-brows", "hair-over-forehead"],
  ["framing-tight", "lower-edge"],
];

/** The ids of the family of `id`, including itself. */
export function familyOf(id: string): readonly string[] {
  return checkFamilies.find((family) => family.includes(id)) ?? [id];
}
