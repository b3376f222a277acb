/** Effects that another limit of one check would have on a photo with a stored report. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

interface PhotoFateRow extends Bilingual {
  readonly tone: Tone;
}

/** Outcomes of a photo after the checks judged it. */
export const photoFates = {
  "machine-refused": { zh: "系统未放行", en: "Refused by the checks", tone: "neutral" },
  undecided: { zh: "尚无人工决定", en: "Not decided yet", tone: "neutral" },
  "reviewer-approved": {
    zh: "审核通过，上网途中",
    en: "Approved, on its way to CHSI",
    tone: "info",
  },
  "reviewer-refused": { zh: "审核未通过", en: "Not approved by a reviewer", tone: "danger" },
  "registry-accepted": { zh: "学信网接收", en: "Accepted by CHSI", tone: "success" },
  "registry-refused": { zh: "学信网退回", en: "Sent back by CHSI", tone: "danger" },
} as const satisfies Readonly<Record<string, PhotoFateRow>>;

export type PhotoFate = keyof typeof photoFates;

const isPhotoFate = isKeyOf(photoFates);

export const allPhotoFates: readonly PhotoFate[] = Object.keys(photoFates).filter(isPhotoFate);

interface VerdictChangeRow extends Bilingual {
  readonly tone: Tone;
}

export const verdictChanges = {
  "newly-refused": { zh: "将不通过", en: "Would be refused", tone: "danger" },
  "newly-let-through": { zh: "将可通过", en: "Would be let through", tone: "success" },
  "newly-noted": { zh: "将提示审核员", en: "Would be flagged for reviewers", tone: "warning" },
  "no-longer-noted": { zh: "将不再提示", en: "Would no longer be flagged", tone: "info" },
  "checked-again": { zh: "须重新检查", en: "Would have to be checked again", tone: "info" },
  "refused-anyway": {
    zh: "另有检查不通过，结果不变",
    en: "Another check refuses it as well",
    tone: "neutral",
  },
} as const satisfies Readonly<Record<string, VerdictChangeRow>>;

export const allVerdictChanges = keysOf(verdictChanges);
