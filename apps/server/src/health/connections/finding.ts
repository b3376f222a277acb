/** Result of a check, and the recommended action. */
import type { Bilingual } from "@gradphoto/domain";

/** `fault` means that students would be refused or harmed, `warning` that it works but needs attention. */
export type State = "ok" | "warning" | "fault";

export interface Finding {
  readonly state: State;
  readonly observation: Bilingual;
  /** Set unless the state is ok. */
  readonly advice?: Bilingual;
  /** Time of the response that measures the speed. Omitted if it is the time of all responses. */
  readonly answeredMs?: number;
  /** Time for metrics, by name and subject. */
  readonly measured?: AlertTime;
}

/** A time from which or to which an alert counts. */
export interface AlertTime {
  readonly what: "certificate_expires" | "backup_finished";
  readonly of: string;
  readonly at: Date;
}

export const ok = (zh: string, en: string): Finding => ({ state: "ok", observation: { zh, en } });

export const createFinding = (
  state: "warning" | "fault",
  observation: Bilingual,
  advice: Bilingual,
): Finding => ({
  state,
  observation,
  advice,
});

export const createFault = (observation: Bilingual, advice: Bilingual) =>
  createFinding("fault", observation, advice);

export const createWarning = (observation: Bilingual, advice: Bilingual) =>
  createFinding("warning", observation, advice);
