/** The answer to every refused request: a problem document (RFC 9457) with text in both languages. */
import { beijingTime } from "../core/beijing-time.ts";
import type { Bilingual, Language } from "../core/bilingual.ts";
import type { ErrorRow } from "../core/error.ts";
import { type ErrorCode, errors } from "./errors.ts";

export const problemMediaType = "application/problem+json";

/** One field that failed validation; never contains the submitted value. */
export interface FieldError {
  /** Path of the field, for example `body.phone`. */
  readonly path: string;
  /** The zod issue code of the violated rule. */
  readonly rule: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  /** The HTTP status; 0 if no server was reached. */
  readonly status: number;
  /** The text in the caller's language. */
  readonly detail: string;
  /** An ErrorCode. A newer server may send a code that this client does not know; the texts are still present. */
  readonly code: string;
  readonly words: Bilingual;
  /** null if no server was reached. */
  readonly requestId: string | null;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterS?: number | undefined;
  /** ISO instant. */
  readonly lockedUntil?: string | undefined;
  readonly attemptsLeft?: number | undefined;
}

export type Detail = string | number | Bilingual;

const isInstant = (name: string): boolean => /(At|Until)$/.test(name);

function fill(
  words: string,
  details: Readonly<Record<string, Detail>>,
  language: Language,
): string {
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
 * Builds the problem document for one occurrence of an error row.
 * `details` fills the placeholders; values that clients compute with are also separate fields.
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

/** Returns true if an external body has what every client displays: a code and text in both languages. */
export const isProblem = (input: unknown): input is Problem =>
  isObject(input) &&
  typeof input.code === "string" &&
  isObject(input.words) &&
  typeof input.words.zh === "string" &&
  typeof input.words.en === "string";

type Placeholders<Words extends string> = Words extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The values for the placeholders of `Code`. Instants (`…At`, `…Until`) are ISO text and displayed as Beijing time. */
export type ProblemDetails<Code extends ErrorCode> = {
  readonly [Name in Placeholders<(typeof errors)[Code]["zh"]>]: Name extends
    | `${string}S`
    | "attemptsLeft"
    ? number
    : Name extends `${string}At` | `${string}Until`
      ? string
      : Name extends "state" | "provider" | "window"
        ? Bilingual
        : string | number;
};

export const problemOf = <Code extends ErrorCode>(
  code: Code,
  details: ProblemDetails<Code>,
  occasion: ProblemOccasion,
): Problem => problemFrom(code, errors[code], { ...details }, occasion);
