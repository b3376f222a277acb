/** Reads the body of an answer up to a limit, so that nobody outside can fill our memory. */

/** null when it is longer than `maxBytes`; the rest is not read. */
export async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
