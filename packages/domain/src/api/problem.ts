/** The answer to every refused request: a problem document after RFC 9457, with words in both languages. */

import { beijingTime } from "../core/beijing-time.ts";
import type { Bilingual, Language } from "../core/bilingual.ts";
import type { ErrorRow } from "../core/error.ts";

export const problemMediaType = "application/problem+json";

/** One field that was not accepted; never holds what was sent. */
export interface FieldError {
  /** Where, as `body.phone`. */
  readonly path: string;
  /** The rule that was broken, as zod names it. */
  readonly rule: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  /** The HTTP status; 0 when no server was reached. */
  readonly status: number;
  /** The words in the caller's language. */
  readonly detail: string;
  /** An ErrorCode; a newer server may send one this client does not know, its words are still there. */
  readonly code: string;
  readonly words: Bilingual;
  /** null when no server was reached. */
  readonly requestId: string | null;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterS?: number | undefined;
  /** ISO instant. */
  readonly lockedUntil?: string | undefined;
  readonly attemptsLeft?: number | undefined;
}

export type Detail = string | number | Bilingual;

const isInstant = (name: string): boolean => /(At|Until)$/.test(name);

function fill(words: string, details: Readonly<Record<string, Detail>>, language: Language): string {
  return words.replace(/\{(\w+)\}/g, (braces, name: string) => {
    const detail = details[name];
    if (detail === undefined) return braces;
    if (typeof detail === "object") return detail[language];
    return isInstant(name) ? beijingTime(String(detail)) : String(detail);
  });
}

export interface ProblemOccasion {
  readonly language: Language;
  readonly requestId: string | null;
  readonly errors?: readonly FieldError[];
}

/**
 * The problem document for one occasion of a row of the list. `details` fills the words; what clients count with also stands
 * on its own.
 */
export function problemFrom(
  code: string,
  { status, zh, en }: ErrorRow,
  details: Readonly<Record<string, Detail>>,
  occasion: ProblemOccasion,
): Problem {
  const words = { zh: fill(zh, details, "zh"), en: fill(en, details, "en") };
  const { retryAfterS, attemptsLeft, lockedUntil } = details;
  return {
    type: `/problems/${code}`,
    title: code.replace(/-/g, " "),
    status,
    detail: words[occasion.language],
    code,
    words,
    requestId: occasion.requestId,
    ...(occasion.errors && { errors: occasion.errors }),
    ...(typeof retryAfterS === "number" && { retryAfterS }),
    ...(typeof attemptsLeft === "number" && { attemptsLeft }),
    ...(typeof lockedUntil === "string" && { lockedUntil }),
  };
}

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === "object" && input !== null;

/** Whether a body from outside has what every client shows: a code and words in both languages. */
export const isProblem = (input: unknown): input is Problem =>
  isObject(input) &&
  typeof input.code === "string" &&
  isObject(input.words) &&
  typeof input.words.zh === "string" &&
  typeof input.words.en === "string";
