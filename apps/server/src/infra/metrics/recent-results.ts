/** Last results of every external system and of all scheduled work in this process, in addition to the counters. */
import { z } from "zod";

const moments = z.object({
  /** Instants in ISO format; null for never since the process started. */
  okAt: z.string().nullable(),
  faultAt: z.string().nullable(),
  /** Code of the last fault. */
  fault: z.string().nullable(),
});

export const recentResultsSchema = z.object({
  outside: z.record(z.string(), moments),
  scheduled: z.record(z.string(), moments),
});

export type Moments = z.output<typeof moments>;
export type RecentResults = z.output<typeof recentResultsSchema>;

/**
 * Outcomes that are faults of the system: no answer, an unreadable answer, or one that our operator has to fix. All
 * others are regular answers.
 */
const faults: readonly string[] = [
  "thrown",
  "unavailable",
  "unreachable",
  "busy",
  "unauthorized",
  "request-refused",
  "answer-unreadable",
];

const never: Moments = { okAt: null, faultAt: null, fault: null };

export function createRecentResults() {
  const recentResults: RecentResults = { outside: {}, scheduled: {} };
  const note = (kind: keyof RecentResults, name: string, fault: string | null): void => {
    const at = new Date().toISOString();
    const previous = recentResults[kind][name] ?? never;
    recentResults[kind][name] =
      fault === null ? { ...previous, okAt: at } : { ...previous, faultAt: at, fault };
  };
  return {
    outsideCall: (system: string, outcome: string): void =>
      note("outside", system, faults.includes(outcome) ? outcome : null),
    scheduled: (name: string, outcome: "done" | "failed"): void =>
      note("scheduled", name, outcome === "failed" ? "failed" : null),
    read: (): RecentResults => structuredClone(recentResults),
  };
}
