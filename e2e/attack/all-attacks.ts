/** The one list of attacks, in the order they are tried; what is not tried yet, and why. */
import type { Attack, NotYet } from "./attack-kinds.ts";
import { floodAttacks } from "./attacks/floods.ts";
import { pictureAttacks } from "./attacks/pictures.ts";
import { uploadAttacks } from "./attacks/uploads.ts";
import { type Weakness, weaknesses } from "./weaknesses.ts";

export const allAttacks: readonly Attack[] = [...pictureAttacks, ...floodAttacks, ...uploadAttacks];

const isWeakness = (name: string): name is Weakness => name in weaknesses;
const tried = new Set(allAttacks.flatMap(({ against }) => against));

export const notYet: readonly NotYet[] = [
  {
    name: "the rest",
    against: Object.keys(weaknesses)
      .filter(isWeakness)
      .filter((name) => !tried.has(name)),
    why: "its attacks are not written yet",
  },
];
/** Weaknesses that nobody tries and nobody leaves out with a reason, in words. */
export function missingIn(attacks: readonly Attack[], left: readonly NotYet[]): readonly string[] {
  const tried = new Set([...attacks, ...left].flatMap(({ against }) => against));
  return Object.keys(weaknesses)
    .filter(isWeakness)
    .filter((weakness) => !tried.has(weakness))
    .map((weakness) => weaknesses[weakness]);
}
