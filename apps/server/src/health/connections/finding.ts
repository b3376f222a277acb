/** What a check finds, and what to do about it. */
import type { Bilingual } from "@gradphoto/domain";

/** `fault`: students would be refused, or harmed. `warning`: it works, and somebody should look at it. */
export type State = "ok" | "warning" | "fault";

export interface Finding {
  readonly state: State;
  readonly saw: Bilingual;
  /** Where it is not ok. */
  readonly mend?: Bilingual;
  /** After which the answer was there that tells how fast it is; missing: once all were. */
  readonly answeredMs?: number;
  /** For metrics, by name and subject. */
  readonly measured?: Measured;
}

/** A moment that an alert counts from or to. */
export interface Measured {
  readonly what: "certificate_expires" | "backup_finished";
  readonly of: string;
  readonly at: Date;
}

export const ok = (zh: string, en: string): Finding => ({ state: "ok", saw: { zh, en } });

export const found = (state: "warning" | "fault", saw: Bilingual, mend: Bilingual): Finding => ({ state, saw, mend });
