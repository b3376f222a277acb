/**
 * Table that maps the files of a ZIP to students. Generated for each download, recorded page by page, and never stored.
 */
import {
  exportKindOf,
  type FileRowOf,
  finishedPhotoList,
  type ManifestFormat,
} from "@gradphoto/domain";
import type { ExportDeps } from "../deps.ts";
import { recordNamed } from "../record-download.ts";
import { csvFile } from "../tables/csv.ts";
import { type DbfField, dbfFile } from "../tables/dbf.ts";
import { type Cell, cellsOf, headingOf } from "../tables/table.ts";
import { xlsxFile } from "../tables/xlsx.ts";
import { eachPhoto, type FrozenList } from "./frozen-photos.ts";

type Row = FileRowOf<typeof finishedPhotoList>;

/** Field names as academic offices use them: 学号, 姓名, 院系, 专业, 班级, 照片文件. A field of dBase holds 254 bytes at most. */
const dbfFields: readonly (DbfField & { readonly of: keyof Row })[] = [
  { name: "XH", width: 60, of: "studentNumber" },
  { name: "XM", width: 100, of: "name" },
  { name: "YX", width: 200, of: "department" },
  { name: "ZY", width: 200, of: "major" },
  { name: "BJ", width: 200, of: "className" },
  { name: "ZPWJ", width: 254, of: "file" },
];

const rowsAtOnce = 200;

export interface Manifest {
  readonly list: FrozenList;
  readonly photos: number;
  readonly createdAt: Date;
  readonly actor: string;
}

export function manifestFile(
  deps: ExportDeps,
  manifest: Manifest,
  format: ManifestFormat,
): AsyncGenerator<Uint8Array> {
  const { photos, createdAt, list } = manifest;
  const { language } = list;
  if (format === "dbf") {
    const cells = (row: Row) => dbfFields.map(({ of }) => row[of] ?? "");
    return dbfFile(dbfFields, { rows: photos, made: createdAt }, pagesOf(deps, manifest, cells));
  }
  const pages = pagesOf<Cell>(deps, manifest, (row) => cellsOf(finishedPhotoList, row, language));
  const heading = headingOf(finishedPhotoList, language);
  return format === "csv"
    ? csvFile(heading, pages)
    : xlsxFile(heading, pages, exportKindOf("finished-photos")[language]);
}

async function* pagesOf<One>(
  deps: ExportDeps,
  { list, actor }: Manifest,
  cells: (row: Row) => readonly One[],
): AsyncGenerator<readonly (readonly One[])[]> {
  let page: (readonly One[])[] = [];
  let named: string[] = [];
  for await (const { listed, student, path } of eachPhoto(deps, list, 0)) {
    page.push(cells({ file: path, ...student, sha256: listed.sha256 }));
    named.push(listed.collectionId);
    if (page.length < rowsAtOnce) continue;
    await recordNamed(deps, list.exportId, actor, named);
    yield page;
    page = [];
    named = [];
  }
  if (page.length === 0) return;
  await recordNamed(deps, list.exportId, actor, named);
  yield page;
}
