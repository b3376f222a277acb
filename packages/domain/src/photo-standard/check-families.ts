/** Checks that tell of one matter from several sides; they count once and are shown as one message. */
export const checkFamilies: readonly (readonly string[])[] = [
  ["sunglasses", "glasses-reflection", "glasses"],
  ["no-face", "not-a-person"],
  ["hair-over-eyes", "hair-over-brows", "hair-over-forehead"],
  ["framing-tight", "lower-edge"],
];

/** The ids of `id`'s family, itself included. */
export function familyOf(id: string): readonly string[] {
  return checkFamilies.find((family) => family.includes(id)) ?? [id];
}
