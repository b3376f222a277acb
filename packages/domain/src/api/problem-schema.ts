/** The problem document as a zod schema, and the parts of a validation error that may be disclosed. */
import { z } from "zod";
import { bilingualSchema } from "../core/fields.ts";
import type { FieldError, Problem } from "./problem.ts";

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  words: bilingualSchema,
  requestId: z.string().nullable(),
  errors: z.array(z.object({ path: z.string(), rule: z.string() })).optional(),
  retryAfterS: z.number().optional(),
  lockedUntil: z.iso.datetime().optional(),
  attemptsLeft: z.int().optional(),
}) satisfies z.ZodType<Problem>;

/** Upper bound, because more detail would only help an attacker who probes the service. */
const maxFieldErrors = 20;

/** Lists the invalid fields of one part of a request, without any of the submitted values. */
export const fieldErrors = (
  part: "params" | "query" | "body",
  error: z.ZodError,
): readonly FieldError[] =>
  error.issues
    .slice(0, maxFieldErrors)
    .map((issue) => ({ path: [part, ...issue.path].join("."), rule: issue.code }));
