/** A body that nobody reads: what still comes of it is thrown away, so that its sender hears the answer, but not for ever. */
import type { FastifyRequest } from "fastify";

/** A phone's line has room for the answer by then. */
const lingerMs = 5000;

export function discardBody({ raw }: FastifyRequest): void {
  if (raw.complete) return;
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
  raw.once("close", () => clearTimeout(timer));
}
