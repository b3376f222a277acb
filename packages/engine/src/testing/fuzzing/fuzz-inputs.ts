/** Damaged image files by number: the same seed and number give the same bytes everywhere. */
import { randomNumbers } from "../random-numbers.ts";
import { inputSeeds } from "./input-seeds.ts";
import { mutate, pick } from "./mutate.ts";

/** `inputAt(i)` for any whole i >= 0. */
export interface FuzzInputs {
  inputAt(index: number): Uint8Array;
}

/** `whole` files, when given, are damaged beside the small ones. */
export async function fuzzInputs(seed: number, whole: readonly Uint8Array[] = []): Promise<FuzzInputs> {
  const files = [...(await inputSeeds()), ...whole];
  return {
    inputAt(index) {
      const random = randomNumbers(seed + Math.imul(index, 0x9e3779b1));
      return mutate(pick(files, random), pick(files, random), random);
    },
  };
}
