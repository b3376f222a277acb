/**
 * Reads a response body up to a limit of bytes and time, so that an external system cannot exhaust memory or block a
 * caller.
 */
import { Readable } from "node:stream";

/** Reads a body. Returns null if it is longer than `maxBytes`; the rest is not read. Throws once `signal` aborts. */
export async function readLimited(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of piecesOf(response, maxBytes, signal)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof TooLongError) return null;
    throw error;
  }
  return Buffer.concat(chunks);
}

class TooLongError extends Error {
  override readonly name = "TooLongError";
}

/**
 * Yields the chunks. Throws a TooLongError for more than `maxBytes`, and once `signal` aborts. Passing the signal to
 * `fetch` is not enough: after the headers, Node loses it on garbage collection
 * (https://github.com/nodejs/undici/issues/4068).
 */
export async function* piecesOf(
  { body }: Response,
  maxBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!body) return;
  let length = 0;
  for await (const chunk of Readable.fromWeb(body, { signal })) {
    length += chunk.length;
    if (length > maxBytes) throw new TooLongError(`An answer is longer than ${maxBytes} bytes`);
    yield chunk;
  }
}
