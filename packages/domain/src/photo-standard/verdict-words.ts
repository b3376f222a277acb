/** Icon and label of each verdict in every part of the product, so that colour is never the only signal. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import type { Verdict } from "./finding.ts";

export const verdictWords: Readonly<Record<Verdict, Bilingual & { readonly icon: string }>> = {
  fail: { icon: "✕", zh: "不通过", en: "Refused" },
  warn: { icon: "!", zh: "请留意", en: "Please check" },
  unsure: { icon: "?", zh: "未能判断", en: "Not judged" },
  pass: { icon: "✓", zh: "通过", en: "Passed" },
};

export const isVerdict = isKeyOf(verdictWords);

export const allVerdicts = keysOf(verdictWords);

/** Icon and label; a verdict that this version does not know is returned as its code. */
export function verdictLabel(code: string): Bilingual {
  if (!isVerdict(code)) return { zh: code, en: code };
  const { icon, zh, en } = verdictWords[code];
  return { zh: `${icon} ${zh}`, en: `${icon} ${en}` };
}
