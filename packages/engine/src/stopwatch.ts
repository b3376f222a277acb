/** Collects the duration of the named stages of one photo. */
import type { Clock } from "./ports.ts";

export interface Stopwatch {
  time<T>(stage: string, work: () => Promise<T>): Promise<T>;
  timeSync<T>(stage: string, work: () => T): T;
  /** Returns the milliseconds by stage, in the order of first entry, and their total. */
  readings(): Record<string, number> & { total: number };
}

export function startStopwatch(clock: Clock): Stopwatch {
  const start = clock();
  const stages: Record<string, number> = {};
  const add = (stage: string, from: number): void => {
    stages[stage] = (stages[stage] ?? 0) + (clock() - from);
  };
  return {
    async time(stage, work) {
      const from = clock();
      try {
        return await work();
      } finally {
        add(stage, from);
      }
    },
    timeSync(stage, work) {
      const from = clock();
      try {
        return work();
      } finally {
        add(stage, from);
      }
    },
    readings: () => ({ ...stages, total: clock() - start }),
  };
}
