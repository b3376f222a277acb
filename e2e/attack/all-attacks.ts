/** The one list of attacks, in the order they are tried; what is not tried yet, and why. */
import type { Attack, NotYet } from "./attack-kinds.ts";
import { auditAttacks } from "./attacks/audit-log.ts";
import { decoderAttacks } from "./attacks/decoders.ts";
import { floodAttacks } from "./attacks/floods.ts";
import { headerAttacks } from "./attacks/headers.ts";
import { lockAttacks } from "./attacks/locks.ts";
import { moneyAttacks } from "./attacks/money.ts";
import { pictureAttacks } from "./attacks/pictures.ts";
import { requestAttacks } from "./attacks/requests.ts";
import { sessionAttacks } from "./attacks/sessions.ts";
import { storedPhotoAttacks } from "./attacks/stored-photos.ts";
import { uploadAttacks } from "./attacks/uploads.ts";
import { type Weakness, weaknesses } from "./weaknesses.ts";

export const allAttacks: readonly Attack[] = [
  ...pictureAttacks,
  ...floodAttacks,
  ...uploadAttacks,
  ...lockAttacks,
  ...sessionAttacks,
  ...headerAttacks,
  ...requestAttacks,
  ...storedPhotoAttacks,
  ...decoderAttacks,
  ...auditAttacks,
  ...moneyAttacks,
];

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
