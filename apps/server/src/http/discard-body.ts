/** A body that nobody reads: a little of it is thrown away, so that its sender hears the answer; then nothing is read any more. */
import type { FastifyRequest } from "fastify";

/** A refused photo of a careful page is no larger. */
const mostDiscardedBytes = 1024 * 1024;
/** A phone's line has room for the answer by then. */
const lingerMs = 5000;

/** Called before the answer is sent: Node itself would read all that comes. */
export function discardBody({ raw }: FastifyRequest): void {
  if (raw.complete) return;
  raw.unpipe();
  let bytes = 0;
  raw.on("data", (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > mostDiscardedBytes) raw.pause();
  });
  const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
  raw.once("close", () => clearTimeout(timer));
}
