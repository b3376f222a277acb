/** Limits that the health page and the doctor judge by. */
import type { State } from "./finding.ts";

/** One-time codes fail beyond the second limit. */
export function judgeClock(offMs: number): State {
  if (offMs < 2000) return "ok";
  return offMs < 30_000 ? "warning" : "fault";
}

const dayMs = 86_400_000;

export function judgeCertificate(leftMs: number): State {
  if (leftMs >= 14 * dayMs) return "ok";
  return leftMs >= 3 * dayMs ? "warning" : "fault";
}

/** Two nights in a row without one are a fault. */
export function judgeBackup(ageMs: number): State {
  if (ageMs < 1.1 * dayMs) return "ok";
  return ageMs < 2.1 * dayMs ? "warning" : "fault";
}
