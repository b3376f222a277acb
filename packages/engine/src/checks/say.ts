/** The sentences of a finding: what was measured, what is allowed. */
import {
  type Bilingual,
  type CheckLimits,
  figureBeside,
  rangeWords,
  type Unit,
  unitWords,
  type Verdict,
} from "@gradphoto/domain/photo-standard";

/** The window a passing value lies in: the stricter of the two. */
const allowedBy = (limits: CheckLimits) => limits.warn ?? limits.fail ?? {};

export function sayMeasured(
  quantity: Bilingual,
  value: number,
  unit: Unit,
  limits: CheckLimits,
  verdict: Verdict,
): Bilingual {
  const window = verdict === "fail" ? (limits.fail ?? allowedBy(limits)) : allowedBy(limits);
  const allowed = rangeWords(window, unit);
  const shown = figureBeside(value, window, unit);
  const { suffix, note } = unitWords[unit];
  const hasOneEnd = (window.min === undefined) !== (window.max === undefined);
  return {
    zh: `${quantity.zh} ${shown}${suffix.zh}，${hasOneEnd ? "应" : "应为"}${allowed.zh}${note ? `（${note.zh}）` : ""}。`,
    en: `${quantity.en}: ${shown}${suffix.en}; it should be ${allowed.en}${note ? ` (${note.en})` : ""}.`,
  };
}

export const sayUnmeasured = (quantity: Bilingual, why: Bilingual): Bilingual => ({
  zh: `${quantity.zh}：未能判断，${why.zh}。`,
  en: `${quantity.en}: could not be judged, ${why.en}.`,
});
