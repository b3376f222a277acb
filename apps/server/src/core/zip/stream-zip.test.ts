import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { streamZip, type ZippedFile } from "./stream-zip.ts";

async function* of(files: readonly ZippedFile[]) {
  yield* files;
}

async function zipped(files: readonly ZippedFile[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streamZip(of(files), new Date("2027-03-01T02:00:00Z"))) pieces.push(piece);
  return Buffer.concat(pieces);
}

test("a ZIP returns its files unchanged, including folders, non-Latin names and empty files", async () => {
  const files = [
    { name: "README.txt", bytes: Buffer.from("hello") },
    { name: "collection-1/照片.jpg", bytes: Buffer.from([0, 1, 255]) },
    { name: "empty", bytes: Buffer.alloc(0) },
  ];
  const unzipped = unzipSync(await zipped(files));
  expect(Object.entries(unzipped).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes) }))).toEqual(files);
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
