/** One refusal: its HTTP status, and text that explains what happened and what to do next. */
import type { Bilingual } from "./bilingual.ts";

export interface ErrorRow extends Bilingual {
  /** 400 to 599; 0 if no server was reached, which only a client can report. */
  readonly status: number;
}

/** `{name}` placeholders in the text are filled from the details of the occurrence. */
export const error = <
  const Zh extends string,
  const En extends string,
  const Status extends number,
>(
  status: Status,
  zh: Zh,
  en: En,
) => ({ status, zh, en });
