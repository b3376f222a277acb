/** Sends a refusal as a problem document in the caller's language. */
import { type ErrorCode, type FieldError, type ProblemDetails, problemMediaType, problemOf } from "@gradphoto/domain";
import type { FastifyReply } from "fastify";
import { languageOf } from "./language.ts";

/** `fields`: the parts of the request that are invalid. */
export function sendProblem<Code extends ErrorCode>(
  reply: FastifyReply,
  code: Code,
  details: ProblemDetails<Code>,
  fields?: readonly FieldError[],
): FastifyReply {
  const { id: requestId, headers } = reply.request;
  const language = languageOf(headers["accept-language"]);
  const problem = problemOf(code, details, { language, requestId, ...(fields && { errors: fields }) });
  if (problem.retryAfterS !== undefined) reply.header("retry-after", String(problem.retryAfterS));
  return reply.code(problem.status).type(problemMediaType).send(problem);
}
