/** Reads and hashes parts of files without holding more of them than requested. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes from `start`, included, to `end`, excluded. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const chunkBytes = 1 << 20;

/** Returns the bytes of the range, or of the complete file; fewer where the file ends earlier. */
export function readBytes(path: string, range?: ByteRange): Uint8Array {
  return withFile(path, range, (file, { start, end }) => {
    const bytes = new Uint8Array(Math.max(0, end - start));
    let filled = 0;
    for (let read = 1; read > 0 && filled < bytes.length; filled += read) {
      read = readSync(file, bytes, filled, bytes.length - filled, start + filled);
    }
    return bytes.subarray(0, filled);
  });
}

/** Returns the SHA-256 of the range, or of the complete file, in lower-case hexadecimal. */
export function sha256OfFile(path: string, range?: ByteRange): string {
  return withFile(path, range, (file, { start, end }) => {
    const hash = createHash("sha256");
    const chunk = new Uint8Array(chunkBytes);
    for (let at = start; at < end; ) {
      const read = readSync(file, chunk, 0, Math.min(chunkBytes, end - at), at);
      if (read === 0) break;
      hash.update(chunk.subarray(0, read));
      at += read;
    }
    return hash.digest("hex");
  });
}

function withFile<T>(
  path: string,
  range: ByteRange | undefined,
  use: (file: number, range: ByteRange) => T,
): T {
  const file = openSync(path, "r");
  try {
    return use(file, range ?? { start: 0, end: fstatSync(file).size });
  } finally {
    closeSync(file);
  }
}
