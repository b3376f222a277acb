/** Entity tags, so that a representation that the client has already is not sent again. */
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

export const entityTagOf = (body: string | Buffer): string =>
  `"${createHash("sha256").update(body).digest("base64url")}"`;

/**
 * Sets the tag. Returns true when the client has the current version, for a 304 response. A compressing proxy may turn
 * the tag into a weak one.
 */
export function isKnown({ headers }: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header("etag", tag);
  const known = headers["if-none-match"]?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  if (!known.includes(tag)) return false;
  reply.code(304);
  return true;
}
