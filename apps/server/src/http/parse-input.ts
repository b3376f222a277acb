/** Parses the parts of a request with the contract's schemas. Unknown fields are dropped. */
import type { FieldError } from "@gradphoto/domain";
import type { Route } from "@gradphoto/domain/routes";
import { fieldErrors } from "@gradphoto/domain/routes";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import type { ReceivePicture } from "../core/call.ts";

export interface InputParts {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
  /** Reads the picture, for routes that take one. */
  readonly receivePicture?: ReceivePicture;
  readonly idempotencyKey?: string;
}

const parts = ["params", "query", "body"] as const;
type Part = (typeof parts)[number];
type Request = Pick<FastifyRequest, Part>;

export interface BadInput {
  readonly refused: "not-found" | "body-invalid";
  readonly errors?: readonly FieldError[];
}

/**
 * Parses a request and reports all faults at once. If all of them are malformed ids and the route can answer not-found,
 * the response is not-found.
 */
export function parseInput(route: Route, request: Request): InputParts | BadInput {
  const input: { -readonly [Name in Part]?: object } = {};
  const errors: FieldError[] = [];
  let hasOnlyMalformedIds = true;
  for (const part of parts) {
    const parsed = route[part]?.safeParse(request[part]);
    if (parsed?.success) input[part] = parsed.data;
    else if (parsed) {
      errors.push(...fieldErrors(part, parsed.error));
      hasOnlyMalformedIds &&= parsed.error.issues.every(isMalformedId);
    }
  }
  if (errors.length === 0) return input;
  return hasOnlyMalformedIds && route.errors?.includes("not-found")
    ? { refused: "not-found" }
    : { refused: "body-invalid", errors };
}

const isMalformedId = (issue: z.core.$ZodIssue): boolean =>
  issue.code === "invalid_format" && issue.format === "uuid";
