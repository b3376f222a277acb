/**
 * States of an on-site day. It starts and ends with its date in Beijing; staff or the end of its project may end it
 * earlier.
 */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";

export const siteDayStates = {
  upcoming: { label: { zh: "未开始", en: "To come" }, tone: "info" },
  open: { label: { zh: "进行中", en: "Open" }, tone: "success" },
  ended: { label: { zh: "已结束", en: "Over" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type SiteDayState = keyof typeof siteDayStates;
