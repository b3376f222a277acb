/** The sentences of a finding: what was measured, what is allowed. */
import {
  type Bilingual,
  type CheckLimits,
  exactFigure,
  figureBeside,
  rangeWords,
  type Unit,
  unitWords,
} from "@gradphoto/domain/photo-standard";

/** Names the window of good values, the stricter of the two, whatever the verdict: a goal that does not move from photo to photo. */
export function sayMeasured(quantity: Bilingual, value: number, unit: Unit, limits: CheckLimits): Bilingual {
  const window = limits.warn ?? limits.fail ?? {};
  const allowed = rangeWords(window, unit, exactFigure);
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
