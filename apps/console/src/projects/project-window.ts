/** Open period of a project: its days, with the minute where that is not midnight. */
import { beijingDay, beijingTime } from "@gradphoto/domain";
import { lastOpen } from "../lib/amounts.ts";

/** "2026-09-01 – 2026-12-05" */
export function windowOf(opensAt: string, closesAt: string): string {
  const opens = beijingTime(opensAt);
  return `${opens.endsWith("00:00") ? beijingDay(opensAt) : opens} – ${lastOpen(closesAt)}`;
}
