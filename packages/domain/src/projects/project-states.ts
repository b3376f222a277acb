/** States of a project: not confirmed yet, or relative to its time window. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/tones.ts";

export const projectStates = {
  /** Visible only in the console until it is confirmed. */
  draft: { label: { zh: "待确认", en: "To be confirmed" }, tone: "warning" },
  upcoming: { label: { zh: "未开放", en: "Not open yet" }, tone: "neutral" },
  open: { label: { zh: "采集中", en: "Open" }, tone: "success" },
  closed: { label: { zh: "已结束", en: "Closed" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ProjectState = keyof typeof projectStates;

/** The window is open from `opensAt` (inclusive) to `closesAt` (exclusive). */
export function projectStateAt(
  now: Date,
  window: { readonly opensAt: Date; readonly closesAt: Date },
): Exclude<ProjectState, "draft"> {
  if (now < window.opensAt) return "upcoming";
  return now < window.closesAt ? "open" : "closed";
}
