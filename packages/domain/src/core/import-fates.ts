/** Outcomes of a row of an imported sheet. */
import type { Bilingual } from "./bilingual.ts";
import type { Tone } from "./define-states.ts";
import { keysOf } from "./is-key-of.ts";

export const importFates = {
  create: { label: { zh: "新建", en: "New" }, tone: "success" },
  change: { label: { zh: "将更新", en: "To be changed" }, tone: "info" },
  same: { label: { zh: "已存在，不变", en: "Already there, unchanged" }, tone: "neutral" },
  faulty: { label: { zh: "有误", en: "To be corrected" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ImportFate = keyof typeof importFates;

export const allImportFates = keysOf(importFates);
