/** Parses the parts of a request with the contract's schemas; whatever is not named there is left out. */
import type { FieldError } from "@gradphoto/domain";
import type { Route } from "@gradphoto/domain/routes";
import { fieldErrors } from "@gradphoto/domain/routes";
import type { FastifyRequest } from "fastify";

export interface InputParts {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
  readonly picture?: Uint8Array;
  readonly idempotencyKey?: string;
}

const parts = ["params", "query", "body"] as const;

/** All that is wrong comes back at once. */
export function parseInput(
  route: Route,
  request: Pick<FastifyRequest, (typeof parts)[number]>,
): InputParts | { readonly errors: readonly FieldError[] } {
  const input: { -readonly [Part in (typeof parts)[number]]?: object } = {};
  const errors: FieldError[] = [];
  for (const part of parts) {
    const parsed = route[part]?.safeParse(request[part]);
    if (parsed?.success) input[part] = parsed.data;
    else if (parsed) errors.push(...fieldErrors(part, parsed.error));
  }
  return errors.length > 0 ? { errors } : input;
}
