/** Reads the body of an answer up to a limit of bytes and time, so that nobody outside can fill our memory or hold us. */
import { Readable } from "node:stream";

/**
 * null when it is longer than `maxBytes`; the rest is not read. Throws once `signal` aborts: the signal that `fetch` was
 * given alone is not enough, as Node loses it once memory is cleared after the head has come
 * (https://github.com/nodejs/undici/issues/4068).
 */
export async function readLimited(
  { body }: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of Readable.fromWeb(body, { signal })) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
