/** Whether a check that a series is not about reacts to it all the same. */
import type { DosePoint } from "./curves.ts";
import type { PersonCurves } from "./dose-run.ts";

export interface SideEffect {
  readonly check: string;
  readonly people: number;
  /** People for whom the check reacts at some dose, and does not without one. */
  readonly moved: number;
}

export const pointsOf = (curves: PersonCurves, check: string): readonly DosePoint[] => curves.byCheck.get(check) ?? [];

export function sideEffect(check: string, curves: readonly PersonCurves[]): SideEffect {
  const seen = curves.map((one) => pointsOf(one, check)).filter((points) => points.length > 1);
  const reacts = ({ verdict }: DosePoint): boolean => verdict === "warn" || verdict === "fail";
  const calm = seen.filter(([first]) => first !== undefined && !reacts(first));
  return { check, people: calm.length, moved: calm.filter((points) => points.some(reacts)).length };
}
