/** What is said to whoever holds the phone, and how far the countdown is. */
import type { Bilingual } from "@gradphoto/domain/photo-standard";

/** `wait`: not yet; 3, 2, 1: so many counts are left; `shoot`: now, of a frame with nothing amiss. */
export type Count = "wait" | 3 | 2 | 1 | "shoot";

export interface Guidance {
  /** null where all is well. */
  readonly instruction: { readonly id: string; readonly words: Bilingual } | null;
  readonly count: Count;
}
