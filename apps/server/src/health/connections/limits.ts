/** Thresholds shared by the health page and the doctor. */
import type { State } from "./finding.ts";

/** Judges a clock. A skew of 30 s or more makes one-time codes fail. */
export function judgeClock(offMs: number): State {
  if (offMs < 2000) return "ok";
  return offMs < 30_000 ? "warning" : "fault";
}

const dayMs = 86_400_000;

export function judgeCertificate(leftMs: number): State {
  if (leftMs >= 14 * dayMs) return "ok";
  return leftMs >= 3 * dayMs ? "warning" : "fault";
}

/** Judges a backup. Two consecutive nights without one are a fault. */
export function judgeBackup(ageMs: number): State {
  if (ageMs < 1.1 * dayMs) return "ok";
  return ageMs < 2.1 * dayMs ? "warning" : "fault";
}
