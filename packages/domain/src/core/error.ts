/** One refusal: its HTTP status and its words, which say what happened and what to do next. */
import type { Bilingual } from "./bilingual.ts";

export interface ErrorRow extends Bilingual {
  /** 400..599; 0 when no server was reached, which only a client can say. */
  readonly status: number;
}

/** `{name}` in the words is filled from the details of the case. */
export const error = <const Zh extends string, const En extends string, const Status extends number>(
  status: Status,
  zh: Zh,
  en: En,
) => ({ status, zh, en });
