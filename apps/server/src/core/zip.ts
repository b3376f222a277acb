/**
 * ZIP of stored entries (APPNOTE 6.3.10, ZIP64): its records other than the file contents, whose sizes depend only on
 * the names, and a stream of a complete ZIP.
 */
import { crc32 } from "node:zlib";

export interface ZipEntry {
  /** UTF-8. */
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number;
  /** Offset of the entry within the ZIP. */
  readonly startsAt: number;
}

const none32 = 0xffff_ffff;
const none16 = 0xffff;
/** General purpose flag: names are UTF-8. */
const flags = 0x0800;
const versionPlain = 20;
/** Made-by host Unix: for DOS hosts, some programs decode names by the local code page despite the UTF-8 flag. */
const madeOnUnix = 3 << 8;
/** Regular file, writable by its owner and readable by everybody. */
const fileMode = 0o100644;
const versionZip64 = 45;

const localBytes = 30;
const centralBytes = 46;
/** Id, size and one 64-bit offset that does not fit its 32-bit field. */
const zip64ExtraBytes = 12;
const endBytes = 56 + 20 + 22;

const nameBytes = (name: string): number => Buffer.byteLength(name);

/** Returns the size of the local header and the file. */
export const entryBytes = (name: string, bytes: number): number =>
  localBytes + nameBytes(name) + bytes;

export const directoryEntryBytes = (name: string, startsAt: number): number =>
  centralBytes + nameBytes(name) + (startsAt >= none32 ? zip64ExtraBytes : 0);

export const directoryEndBytes = endBytes;

/** Converts an instant to MS-DOS date and time in Beijing, with a resolution of two seconds. */
function dosTime(at: Date): { readonly time: number; readonly date: number } {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  return {
    time: (local.getUTCHours() << 11) | (local.getUTCMinutes() << 5) | (local.getUTCSeconds() >> 1),
    date:
      ((local.getUTCFullYear() - 1980) << 9) |
      ((local.getUTCMonth() + 1) << 5) |
      local.getUTCDate(),
  };
}

/** Writes the twenty bytes common to local header and directory entry: flags, method, time, CRC and sizes. */
function writeFacts(
  into: Buffer,
  at: number,
  { crc32, bytes }: Omit<ZipEntry, "startsAt">,
  made: Date,
): void {
  const { time, date } = dosTime(made);
  into.writeUInt16LE(flags, at);
  // Method: stored.
  into.writeUInt16LE(0, at + 2);
  into.writeUInt16LE(time, at + 4);
  into.writeUInt16LE(date, at + 6);
  into.writeUInt32LE(crc32, at + 8);
  into.writeUInt32LE(bytes, at + 12);
  into.writeUInt32LE(bytes, at + 16);
}

/** Writes the header before a file, which must be smaller than 4 GiB. */
export function localHeader(entry: Omit<ZipEntry, "startsAt">, made: Date): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(localBytes);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(versionPlain, 4);
  writeFacts(header, 6, entry, made);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

export function directoryEntry(entry: ZipEntry, made: Date): Buffer {
  const name = Buffer.from(entry.name);
  const isFar = entry.startsAt >= none32;
  const header = Buffer.alloc(centralBytes);
  header.writeUInt32LE(0x0201_4b50, 0);
  const version = isFar ? versionZip64 : versionPlain;
  header.writeUInt16LE(madeOnUnix | version, 4);
  header.writeUInt16LE(version, 6);
  header.writeUInt16LE(fileMode, 40);
  writeFacts(header, 8, entry, made);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(isFar ? zip64ExtraBytes : 0, 30);
  header.writeUInt32LE(isFar ? none32 : entry.startsAt, 42);
  if (!isFar) return Buffer.concat([header, name]);
  const extra = Buffer.alloc(zip64ExtraBytes);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(entry.startsAt), 4);
  return Buffer.concat([header, name, extra]);
}

export interface Directory {
  readonly entries: number;
  readonly startsAt: number;
  readonly bytes: number;
}

/**
 * Writes the ZIP64 end record, its locator and the plain end record. All three are always written, so their size is
 * constant.
 */
export function directoryEnd({ entries, startsAt, bytes }: Directory): Buffer {
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(0x0606_4b50, 0);
  // Size of the record after these twelve bytes.
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(versionZip64, 12);
  end.writeUInt16LE(versionZip64, 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(bytes), 40);
  end.writeBigUInt64LE(BigInt(startsAt), 48);
  end.writeUInt32LE(0x0706_4b50, 56);
  end.writeBigUInt64LE(BigInt(startsAt + bytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x0605_4b50, 76);
  end.writeUInt16LE(Math.min(entries, none16), 84);
  end.writeUInt16LE(Math.min(entries, none16), 86);
  end.writeUInt32LE(Math.min(bytes, none32), 88);
  end.writeUInt32LE(Math.min(startsAt, none32), 92);
  return end;
}

export interface ZippedFile {
  /** Path within the ZIP, with slashes between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Streams a ZIP of files that are read one by one. Its size is unknown until the end, and only one file is in memory.
 * `made`: modification time of every entry.
 */
export async function* streamZip(
  files: AsyncIterable<ZippedFile>,
  made: Date,
): AsyncGenerator<Uint8Array> {
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
