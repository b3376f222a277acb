/** States of a project: not confirmed yet, or relative to its time window. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/tones.ts";
import { shippedSpecIdOf } from "../photo-standard/own-specs.ts";

interface ProjectKind {
  readonly label: Bilingual;
  /** False: photos must come from a camera. */
  readonly albumAllowed: boolean;
  /** How many years a code's graduation year may be after the current one. */
  readonly yearsAhead: number;
}

const graduation: ProjectKind = { label: { zh: "毕业", en: "Graduation" }, albumAllowed: true, yearsAhead: 1 };
const freshman: ProjectKind = { label: { zh: "新生", en: "New students" }, albumAllowed: false, yearsAhead: 8 };

/** `specId` null: no project is known; treated as graduation. */
export const projectKindOf = (specId: string | null): ProjectKind =>
  specId !== null && shippedSpecIdOf(specId) === "chsi-freshman" ? freshman : graduation;

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
