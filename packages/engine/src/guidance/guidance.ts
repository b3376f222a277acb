/** Instruction for the person who holds the phone, and state of the countdown. */
import type { Bilingual } from "@gradphoto/domain/photo-standard";

/** `wait`: not yet; 3, 2, 1: remaining counts; `shoot`: now, on a frame without faults. */
export type Count = "wait" | 3 | 2 | 1 | "shoot";

export interface Guidance {
  /** null where everything is good. */
  readonly instruction: { readonly id: string; readonly words: Bilingual } | null;
  readonly count: Count;
}
