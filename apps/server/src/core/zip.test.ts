import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import {
  directoryEnd,
  directoryEndBytes,
  directoryEntry,
  directoryEntryBytes,
  entryBytes,
  localHeader,
  streamZip,
  type ZippedFile,
} from "./zip.ts";

const made = new Date("2027-03-01T02:00:00Z");
const fourGiB = 2 ** 32;

test("every part has its computed length, also at offsets beyond 4 GiB", () => {
  for (const startsAt of [0, fourGiB - 2, fourGiB - 1, fourGiB, 3 * fourGiB]) {
    const entry = { name: "清单.csv", bytes: 5, crc32: 0xffff_ffff, startsAt };
    expect(directoryEntry(entry, made).length).toBe(directoryEntryBytes(entry.name, startsAt));
    expect(localHeader(entry, made).length + entry.bytes).toBe(entryBytes(entry.name, entry.bytes));
  }
  expect(directoryEnd({ entries: 70_000, startsAt: fourGiB, bytes: 9 }).length).toBe(
    directoryEndBytes,
  );
});

test("an entry that starts beyond 4 GiB stores its offset in the ZIP64 field", () => {
  const name = "000001.jpg";
  const entry = directoryEntry({ name, bytes: 5, crc32: 1, startsAt: fourGiB + 7 }, made);
  expect(entry.readUInt32LE(42)).toBe(0xffff_ffff);
  expect(entry.readUInt16LE(46 + name.length)).toBe(1);
  expect(entry.readBigUInt64LE(46 + name.length + 4)).toBe(BigInt(fourGiB + 7));
});

test("the ZIP64 end record counts more than 65,535 entries, and its locator points to it", () => {
  const end = directoryEnd({ entries: 70_000, startsAt: fourGiB, bytes: 123 });
  expect(end.readBigUInt64LE(32)).toBe(70_000n);
  expect(end.readUInt16LE(86)).toBe(0xffff);
  expect(end.readUInt32LE(92)).toBe(0xffff_ffff);
  expect(end.readBigUInt64LE(48)).toBe(BigInt(fourGiB));
  expect(end.readBigUInt64LE(64)).toBe(BigInt(fourGiB + 123));
});

test("times are stored in Beijing time", () => {
  const header = localHeader({ name: "a", bytes: 0, crc32: 0 }, made);
  expect(header.readUInt16LE(10) >> 11).toBe(10);
  expect((header.readUInt16LE(12) >> 9) + 1980).toBe(2027);
});

async function* of(files: readonly ZippedFile[]) {
  yield* files;
}

async function zipped(files: readonly ZippedFile[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streamZip(of(files), new Date("2027-03-01T02:00:00Z")))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

test("a ZIP returns its files unchanged, including folders, non-Latin names and empty files", async () => {
  const files = [
    { name: "README.txt", bytes: Buffer.from("hello") },
    { name: "collection-1/照片.jpg", bytes: Buffer.from([0, 1, 255]) },
    { name: "empty", bytes: Buffer.alloc(0) },
  ];
  const unzipped = unzipSync(await zipped(files));
  expect(
    Object.entries(unzipped).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) })),
  ).toEqual(files);
});

test("an empty list of files gives a valid ZIP", async () => {
  expect(unzipSync(await zipped([]))).toEqual({});
});

test("the next file is read only after the previous one was consumed", async () => {
  let filesRead = 0;
  async function* counted() {
    for (;;) {
      filesRead += 1;
      yield { name: `${filesRead}`, bytes: Buffer.alloc(9) };
    }
  }
  const pieces = streamZip(counted(), new Date());
  await pieces.next();
  await pieces.next();
  expect(filesRead).toBe(1);
  await pieces.next();
  expect(filesRead).toBe(2);
  await pieces.return(undefined);
});
