/** The file behind a signed address: for the session it was signed for, as long as it was not cancelled. */
import { exportedList, type FileFormat } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { type Caller, type DownloadAnswer, type Refusal, refuse } from "../core/call.ts";
import { exports } from "../infra/db/schema/index.ts";
import type { ExportDeps } from "./deps.ts";
import { ChangedMeanwhile, readZip } from "./photos/photos-zip.ts";
import { fileNameOf, isOpen } from "./present-export.ts";
import { recordDownload } from "./record-download.ts";
import { type ExportRow, scopeOf } from "./scope.ts";
import { type Chunk, type Download, sendTracked } from "./send.ts";
import { csvFile } from "./tables/csv.ts";
import { headingOf, pagesOf } from "./tables/table.ts";
import { xlsxFile } from "./tables/xlsx.ts";

type DownloadRefusal = Refusal<"not-found" | "export-link-expired" | "export-ended">;

type Recorded = (from: number, bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

const mediaTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
} as const;

export async function downloadExport(
  deps: ExportDeps,
  token: string,
  { tokenSha256, role, staffId }: Pick<Caller, "tokenSha256" | "role" | "staffId">,
): Promise<DownloadAnswer | DownloadRefusal> {
  const { db, clock, exportLinks } = deps;
  const link = exportLinks.read(token);
  if (!link || tokenSha256 !== link.tokenSha256) return refuse("not-found", {});
  if (link.expired) return refuse("export-link-expired", {});
  const [row] = await db.select().from(exports).where(eq(exports.id, link.id));
  if (!row || row.staffId !== staffId) return refuse("not-found", {});
  if (!isOpen(row, clock())) return refuse("export-ended", {});
  const download = { exportId: row.id, tokenSha256: link.tokenSha256, isOutdated: isChanged };
  const actor = `${role}:${staffId}`;
  const recorded: Recorded = async function* (from, bytes) {
    await recordDownload(deps, row, actor, from);
    yield* bytes;
  };
  const file = { fileName: fileNameOf(row), etag: row.id };
  if (row.format === "zip") return { ...file, mediaType: mediaTypes.zip, ...zipOf(deps, row, download, recorded) };
  const format = row.format === "xlsx" ? "xlsx" : "csv";
  const read = () => recorded(0, sendTracked(deps, { ...download, toTheEnd: true }, tableOf(deps, row, format)));
  return { ...file, mediaType: mediaTypes[format], totalBytes: null, read };
}

const isChanged = (error: unknown): boolean => error instanceof ChangedMeanwhile;

function zipOf(deps: ExportDeps, row: ExportRow, download: Omit<Download, "toTheEnd">, recorded: Recorded) {
  const { bytesTotal, manifestBytes, manifestCrc32 } = row;
  if (bytesTotal === null || manifestBytes === null || manifestCrc32 === null)
    throw new Error("A ZIP without a layout");
  const zip = {
    exportId: row.id,
    photos: row.rowsTotal,
    manifest: { bytes: manifestBytes, crc32: manifestCrc32 },
    language: scopeOf(row).language,
    createdAt: row.createdAt,
  };
  const read: DownloadAnswer["read"] = (part = { from: 0, to: bytesTotal }) =>
    recorded(part.from, sendTracked(deps, { ...download, toTheEnd: part.to === bytesTotal }, readZip(deps, zip, part)));
  return { totalBytes: bytesTotal, read };
}

async function* tableOf(deps: ExportDeps, row: ExportRow, format: Exclude<FileFormat, "zip">): AsyncGenerator<Chunk> {
  const { kind } = row;
  if (kind === "finished-photos") throw new Error(`"${kind}" is no table`);
  const scope = scopeOf(row);
  const list = exportedList(kind);
  const reader = deps.lists[kind];
  let rows = 0;
  async function* counted() {
    for await (const page of pagesOf(list, reader, scope)) {
      rows += page.length;
      yield page;
    }
  }
  const write = format === "xlsx" ? xlsxFile : csvFile;
  for await (const bytes of write(headingOf(list, scope.language), counted())) yield { bytes, rows };
}
