/** The manifest of a ZIP: which number is whose photo; made again for each download and kept nowhere. */
import { crc32 } from "node:zlib";
import { type FileRowOf, finishedPhotoList, type Language } from "@gradphoto/domain";
import { studentCells } from "../../core/collection/student-rows.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { byteOrderMark, csvLine } from "../tables/csv.ts";
import { cellsOf, headingOf } from "../tables/table.ts";
import { type ListedPhoto, photoName } from "./frozen-photos.ts";

export const manifestName = "manifest.csv";

/** One line after the other, the heading first. */
export async function* manifestLines(
  photos: AsyncIterable<ListedPhoto>,
  sealer: Sealer,
  language: Language,
): AsyncGenerator<Buffer> {
  yield Buffer.from(byteOrderMark + csvLine(headingOf(finishedPhotoList, language)));
  for await (const row of photos) {
    const { cells } = studentCells(row, sealer);
    const line: FileRowOf<typeof finishedPhotoList> = {
      file: photoName(row.photo.position),
      ...cells,
      sha256: row.sha256,
    };
    yield Buffer.from(csvLine(cellsOf(finishedPhotoList, line, language)));
  }
}

export async function measure(
  lines: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly crc32: number }> {
  let bytes = 0;
  let sum = 0;
  for await (const line of lines) {
    bytes += line.length;
    sum = crc32(line, sum);
  }
  return { bytes, crc32: sum };
}
