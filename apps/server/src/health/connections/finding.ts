/** Result of a check, and the recommended action. */
import type { Bilingual } from "@gradphoto/domain";

/** `fault`: students would be refused or harmed. `warning`: it works but needs attention. */
export type State = "ok" | "warning" | "fault";

export interface Finding {
  readonly state: State;
  readonly observation: Bilingual;
  /** Set unless the state is ok. */
  readonly advice?: Bilingual;
  /** Time of the response that measures the speed; omitted: after all responses. */
  readonly answeredMs?: number;
  /** For metrics, by name and subject. */
  readonly measured?: AlertTime;
}

/** A time that an alert counts from or to. */
export interface AlertTime {
  readonly what: "certificate_expires" | "backup_finished";
  readonly of: string;
  readonly at: Date;
}

export const ok = (zh: string, en: string): Finding => ({ state: "ok", observation: { zh, en } });

export const createFinding = (state: "warning" | "fault", observation: Bilingual, advice: Bilingual): Finding => ({
  state,
  observation,
  advice,
});

export const createFault = (observation: Bilingual, advice: Bilingual) => createFinding("fault", observation, advice);

export const createWarning = (observation: Bilingual, advice: Bilingual) =>
  createFinding("warning", observation, advice);
