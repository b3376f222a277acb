/** Outcomes of a photo after the checks judged it. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

interface PhotoFateRow extends Bilingual {
  readonly tone: Tone;
}

export const photoFates = {
  "machine-refused": { zh: "系统未放行", en: "Refused by the checks", tone: "neutral" },
  undecided: { zh: "尚无人工决定", en: "Not decided yet", tone: "neutral" },
  "reviewer-approved": { zh: "审核通过，上网途中", en: "Approved, on its way to CHSI", tone: "info" },
  "reviewer-refused": { zh: "审核未通过", en: "Not approved by a reviewer", tone: "danger" },
  "registry-accepted": { zh: "学信网接收", en: "Accepted by CHSI", tone: "success" },
  "registry-refused": { zh: "学信网退回", en: "Sent back by CHSI", tone: "danger" },
} as const satisfies Readonly<Record<string, PhotoFateRow>>;

export type PhotoFate = keyof typeof photoFates;

export const isPhotoFate = isKeyOf(photoFates);

export const allPhotoFates: readonly PhotoFate[] = Object.keys(photoFates).filter(isPhotoFate);
