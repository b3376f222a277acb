/**
 * Streams a ZIP of files that are read one by one. Its size is unknown until the end, and only one file is in memory.
 */
import { crc32 } from "node:zlib";
import { directoryEnd, directoryEntry, localHeader, type ZipEntry } from "./zip-parts.ts";

export interface ZippedFile {
  /** Path within the ZIP, with slashes between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `made`: modification time of every entry. */
export async function* streamZip(files: AsyncIterable<ZippedFile>, made: Date): AsyncGenerator<Uint8Array> {
  const entries: ZipEntry[] = [];
  let at = 0;
  for await (const { name, bytes } of files) {
    const facts = { name, bytes: bytes.length, crc32: crc32(bytes) };
    entries.push({ ...facts, startsAt: at });
    const header = localHeader(facts, made);
    at += header.length + bytes.length;
    yield header;
    yield bytes;
  }
  const startsAt = at;
  for (const entry of entries) {
    const line = directoryEntry(entry, made);
    at += line.length;
    yield line;
  }
  yield directoryEnd({ entries: entries.length, startsAt, bytes: at - startsAt });
}
