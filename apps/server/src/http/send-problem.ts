/** Sends a refusal as a problem document in the caller's language. */
import {
  type ErrorCode,
  type FieldError,
  type Language,
  languages,
  type ProblemDetails,
  problemMediaType,
  problemOf,
} from "@gradphoto/domain";
import type { FastifyReply } from "fastify";

/** Returns the language of the header; Chinese when it is absent or names neither language. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? "").slice(0, 200).split(",").map(readWish);
  const [best] = wishes
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .flatMap(({ tag }) => languages.filter((language) => language === tag));
  return best ?? "zh";
}

function readWish(wish: string): { readonly tag: string; readonly weight: number } {
  const [range = "", ...parameters] = wish.trim().toLowerCase().split(";");
  const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
  const [tag = ""] = range.split("-");
  return { tag, weight: weight === undefined ? 1 : Number(weight.trim().slice(2)) || 0 };
}

/** Sends a problem. `fields` are the parts of the request that are invalid. */
export function sendProblem<Code extends ErrorCode>(
  reply: FastifyReply,
  code: Code,
  details: ProblemDetails<Code>,
  fields?: readonly FieldError[],
): FastifyReply {
  const { id: requestId, headers } = reply.request;
  const language = languageOf(headers["accept-language"]);
  const problem = problemOf(code, details, {
    language,
    requestId,
    ...(fields && { errors: fields }),
  });
  if (problem.retryAfterS !== undefined) reply.header("retry-after", String(problem.retryAfterS));
  return reply.code(problem.status).type(problemMediaType).send(problem);
}
