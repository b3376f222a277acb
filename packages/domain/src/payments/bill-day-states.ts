/** States of a day's bill: not fetched yet, or reconciled with our books. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const billDayStates = {
  open: { label: { zh: "待下载账单", en: "Bill to be fetched" }, tone: "neutral" },
  clear: { label: { zh: "已平", en: "No difference" }, tone: "success" },
  differing: { label: { zh: "有差异", en: "Differences to settle" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export const allBillDayStates = keysOf(billDayStates);
