/** When a project is open, as people read it: by its days, with the minute where that is not midnight. */
import { shanghaiTime } from "@gradphoto/domain";
import { lastOpen } from "../lib/amounts.ts";

const dayMs = 24 * 3_600_000;

/** "2026-09-01 – 2026-12-05" */
export function windowOf(opensAt: string, closesAt: string): string {
  const opens = shanghaiTime(opensAt);
  return `${opens.endsWith("00:00") ? opens.slice(0, "2026-09-01".length) : opens} – ${lastOpen(closesAt)}`;
}

/** Today is one of them; 0 once it is closed. As the province's page counts them. */
export const daysLeft = (closesAt: string, nowMs: number): number =>
  Math.max(0, Math.ceil((Date.parse(closesAt) - nowMs) / dayMs));
