/** Definition of a route besides its method and path: callers, input, output and refusals. */
import type { z } from "zod";
import type { Bilingual } from "./bilingual.ts";
import type { Role } from "./roles.ts";

/** `Code`: the refusal codes; the list of all routes checks that each has its text. */
export interface RouteDefinition<Code extends string = string> {
  readonly summary: Bilingual;
  readonly roles: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /**
   * The body of a 200, or the data of each event; empty for a file. Every answer is parsed before it is sent, which
   * drops fields that are not in the contract.
   */
  readonly answers: z.ZodObject;
  /** Staff may call it before they have chosen their own password and set up one-time codes. */
  readonly duringSetUp?: true;
  /** Refusals specific to this route; `errorsOf` adds those that follow from its shape. */
  readonly errors: readonly Code[];
}
