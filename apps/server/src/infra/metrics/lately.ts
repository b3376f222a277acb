/** What last came of every outside system and all scheduled work, in this process: metrics count, this remembers. */
import { z } from "zod";

const moments = z.object({
  /** ISO instants; null: never since the process began. */
  okAt: z.string().nullable(),
  faultAt: z.string().nullable(),
  /** The last one's code. */
  fault: z.string().nullable(),
});

export const latelySchema = z.object({
  outside: z.record(z.string(), moments),
  scheduled: z.record(z.string(), moments),
});

export type Moments = z.output<typeof moments>;
export type Lately = z.output<typeof latelySchema>;

/** No word from the system, none that is understood, or one that our operator has to mend; every other is its word on what was asked. */
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

export function createLately() {
  const lately: Lately = { outside: {}, scheduled: {} };
  const note = (kind: keyof Lately, name: string, fault: string | null): void => {
    const at = new Date().toISOString();
    const previous = lately[kind][name] ?? never;
    lately[kind][name] = fault === null ? { ...previous, okAt: at } : { ...previous, faultAt: at, fault };
  };
  return {
    outsideCall: (system: string, outcome: string): void =>
      note("outside", system, faults.includes(outcome) ? outcome : null),
    scheduled: (name: string, outcome: "done" | "failed"): void =>
      note("scheduled", name, outcome === "failed" ? "failed" : null),
    read: (): Lately => structuredClone(lately),
  };
}
