/** The sentences of a finding: what was measured, what is allowed. */
import type { Bilingual, CheckLimits, Unit, Verdict, Window } from "@gradphoto/contract";

const digits: Readonly<Record<Unit, number>> = {
  px: 0,
  deg: 1,
  share: 0,
  ratio: 2,
  count: 0,
  bytes: 0,
  iod: 2,
  iod2: 2,
  score: 2,
  lightness: 0,
  code: 0,
  dpi: 0,
};

const words: Readonly<Record<Unit, Bilingual>> = {
  px: { zh: " 像素", en: " px" },
  deg: { zh: "°", en: "°" },
  share: { zh: "%", en: "%" },
  ratio: { zh: "", en: "" },
  count: { zh: "", en: "" },
  bytes: { zh: " 字节", en: " bytes" },
  iod: { zh: " 倍眼距", en: " eye distances" },
  iod2: { zh: " 平方眼距", en: " square eye distances" },
  score: { zh: "", en: "" },
  lightness: { zh: " L*", en: " L*" },
  code: { zh: " 级", en: " codes" },
  dpi: { zh: " dpi", en: " dpi" },
};

function figure(value: number, unit: Unit): string {
  const shown = (unit === "share" ? 100 * value : value).toFixed(digits[unit]);
  return shown === "-0" ? "0" : shown;
}

function range({ min, max }: Window, unit: Unit): Bilingual {
  if (min !== undefined && max !== undefined) {
    const both = `${figure(min, unit)}–${figure(max, unit)}`;
    return { zh: ` ${both}`, en: `between ${both.replace("–", " and ")}` };
  }
  if (min !== undefined) return { zh: `至少 ${figure(min, unit)}`, en: `at least ${figure(min, unit)}` };
  if (max !== undefined) return { zh: `至多 ${figure(max, unit)}`, en: `at most ${figure(max, unit)}` };
  return { zh: "不限", en: "anything" };
}

/** The window a passing value lies in: the stricter of the two. */
const allowedBy = (limits: CheckLimits): Window => limits.warn ?? limits.fail ?? {};

export function sayMeasured(
  quantity: Bilingual,
  value: number,
  unit: Unit,
  limits: CheckLimits,
  verdict: Verdict,
): Bilingual {
  const allowed = range(verdict === "fail" ? (limits.fail ?? allowedBy(limits)) : allowedBy(limits), unit);
  const shown = figure(value, unit);
  return {
    zh: `${quantity.zh} ${shown}${words[unit].zh}，应为${allowed.zh}${words[unit].zh}。`,
    en: `${quantity.en}: ${shown}${words[unit].en}; it should be ${allowed.en}${words[unit].en}.`,
  };
}

export const sayUnmeasured = (quantity: Bilingual, why: Bilingual): Bilingual => ({
  zh: `${quantity.zh}：未能判断，${why.zh}。`,
  en: `${quantity.en}: could not be judged, ${why.en}.`,
});
