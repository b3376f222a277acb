/** Figures of the funnel of a project, and the forecast at the pace of the last days. */
import type { ProjectProgress } from "./progress-groups.tsx";

export type FunnelFigures = Pick<ProjectProgress, "expected" | "total" | "completed" | "days">;

/** Steps of the days, in order. */
export const dayKeys = ["started", "paid", "submitted", "approved", "completed"] as const;

export type Step = "expected" | (typeof dayKeys)[number];

/** `share`: of the first row; `lost`: students who reached the step before but not this one. */
export function funnelOf({ expected, total, days }: FunnelFigures) {
  // The days count each student once per step.
  const sumOf = (step: (typeof dayKeys)[number]): number =>
    days.reduce((sum, day) => sum + day[step], 0);
  const reached: readonly (readonly [Step, number])[] = [
    ...(expected === null ? [] : [["expected", expected] as const]),
    ...dayKeys.map((step) => [step, step === "started" ? total : sumOf(step)] as const),
  ];
  const all = reached[0]?.[1] ?? 0;
  return reached.map(([step, people], at) => {
    const previous = reached[at - 1];
    return {
      ...{ step, people, share: all === 0 ? 0 : Math.min(1, people / all) },
      lost: previous === undefined ? null : Math.max(0, previous[1] - people),
    };
  });
}

const paceDays = 7;
const dayMs = 86_400_000;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, day.length);

/** null: closed, complete, or nobody expected. `day`: when all are done, null after the end; `short`: missing. */
export function forecastOf(
  { expected, completed, days }: FunnelFigures,
  { today, daysLeft }: { readonly today: string; readonly daysLeft: number },
) {
  const missing = (expected ?? 0) - completed;
  if (daysLeft === 0 || missing <= 0) return null;
  const since = dayAfter(today, 1 - paceDays);
  const perDay =
    days.filter(({ day }) => day >= since).reduce((sum, day) => sum + day.completed, 0) / paceDays;
  const needed = Math.ceil(missing / perDay);
  return needed <= daysLeft
    ? { perDay, day: dayAfter(today, needed), short: 0 }
    : { perDay, day: null, short: Math.round(missing - perDay * daysLeft) };
}
