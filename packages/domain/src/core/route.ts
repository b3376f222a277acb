/** What a route states beside its method and path: who may call it, what goes in, what comes out, what may be refused. */
import type { z } from "zod";
import type { Bilingual } from "./bilingual.ts";
import type { Role } from "./roles.ts";

/** `Code`: of the refusals; the list of all routes asks that each has its words. */
export interface RouteDefinition<Code extends string = string> {
  readonly summary: Bilingual;
  readonly roles: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body of a 200, or the data of each event; empty where a file is answered. Parsing an answer before it is sent drops every field that is not in the contract. */
  readonly answers: z.ZodObject;
  /** Staff may call it before they chose their own password and set up one-time codes. */
  readonly duringSetUp?: true;
  /** The refusals of this route alone; `errorsOf` adds those that follow from its shape. */
  readonly errors: readonly Code[];
}
