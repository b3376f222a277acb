/** What a reader has already is not sent again. */
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

export const entityTagOf = (body: string | Buffer): string =>
  `"${createHash("sha256").update(body).digest("base64url")}"`;

/** Names the tag; true when the reader has what it is of: the answer is 304 then. A proxy that compresses makes it a weak one. */
export function isKnown({ headers }: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header("etag", tag);
  const known = headers["if-none-match"]?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  if (!known.includes(tag)) return false;
  reply.code(304);
  return true;
}
