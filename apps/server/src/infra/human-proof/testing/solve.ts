/** Works a challenge out as a client does. */
import { createHash } from "node:crypto";

export function solve({ token, bits }: { readonly token: string; readonly bits: number }): string {
  for (let tried = 0; ; tried++) {
    const hash = createHash("sha256").update(`${token}:${tried}`).digest();
    if (hash.readUInt32BE() >>> (32 - bits) === 0) return String(tried);
  }
}
