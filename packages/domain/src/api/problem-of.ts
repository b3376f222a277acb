/** Creates problems from the list of refusals. Clients that only read problems do not import the list. */
import type { Bilingual } from "../core/bilingual.ts";
import { type ErrorCode, errors } from "./errors.ts";
import { type Problem, type ProblemOccasion, problemFrom } from "./problem.ts";

type Placeholders<Words extends string> = Words extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The values for the placeholders of `Code`. Instants (`…At`, `…Until`) are ISO text and displayed as Beijing time. */
export type ProblemDetails<Code extends ErrorCode> = {
  readonly [Name in Placeholders<(typeof errors)[Code]["zh"]>]: Name extends `${string}S` | "attemptsLeft"
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
