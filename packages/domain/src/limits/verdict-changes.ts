/** Effects that another limit of one check would have on a photo with a stored report. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

interface VerdictChangeRow extends Bilingual {
  readonly tone: Tone;
}

export const verdictChanges = {
  "newly-refused": { zh: "将不通过", en: "Would be refused", tone: "danger" },
  "newly-let-through": { zh: "将可通过", en: "Would be let through", tone: "success" },
  "newly-noted": { zh: "将提示审核员", en: "Would be flagged for reviewers", tone: "warning" },
  "no-longer-noted": { zh: "将不再提示", en: "Would no longer be flagged", tone: "info" },
  "checked-again": { zh: "须重新检查", en: "Would have to be checked again", tone: "info" },
  "refused-anyway": { zh: "另有检查不通过，结果不变", en: "Another check refuses it as well", tone: "neutral" },
} as const satisfies Readonly<Record<string, VerdictChangeRow>>;

export type VerdictChange = keyof typeof verdictChanges;

export const allVerdictChanges = keysOf(verdictChanges);
