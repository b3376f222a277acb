/** A ZIP of files that are read one after the other while it is sent: nobody knows its size before its end, and in memory is one file at a time. */
import { crc32 } from "node:zlib";
import { directoryEnd, directoryEntry, localHeader, type ZipEntry } from "./zip-parts.ts";

export interface ZippedFile {
  /** Within the ZIP, with slashes between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `made`: what every file has for its date. */
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
