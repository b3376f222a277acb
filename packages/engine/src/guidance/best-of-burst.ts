/** Of the frames of a burst, the one to keep: eyes open first, then the sharpest. */
import { judge, limitsOf } from "@gradphoto/domain/photo-standard";
import type { FrameReading } from "./read-frame.ts";

/** Place of the best in `readings`; -1 where none shows a face. */
export function bestOfBurst(readings: readonly FrameReading[]): number {
  const ranked = readings
    .flatMap(({ head, findings, spec }, at) => {
      if (!head) return [];
      const opened = findings.get("eyes-closed")?.value ?? 0;
      const isOpen = judge(opened, limitsOf("eyes-closed", spec)) === "pass";
      return [{ at, isOpen, opened, detail: head.detail }];
    })
    .sort((one, other) => {
      if (one.isOpen !== other.isOpen) return one.isOpen ? -1 : 1;
      return one.isOpen ? other.detail - one.detail : other.opened - one.opened;
    });
  return ranked[0]?.at ?? -1;
}
