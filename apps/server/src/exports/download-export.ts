/** The file behind a signed address, or the list beside it: for the session it was signed for, as long as it was not cancelled. */
import { exportedList, exportKindOf, type FileFormat, type ManifestFormat } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { type Caller, type DownloadAnswer, type Refusal, refuse } from "../core/call.ts";
import type { FileReader } from "../core/file-rows.ts";
import { exports } from "../infra/db/schema/index.ts";
import type { ExportDeps } from "./deps.ts";
import { ChangedMeanwhile, frozenListOf } from "./photos/frozen-photos.ts";
import { manifestFile } from "./photos/manifest.ts";
import { readZip } from "./photos/photos-zip.ts";
import { noteTaken } from "./photos/taken-photos.ts";
import { type FoundExport, fileNameOf, isOpen, manifestFormatOf, selectExports } from "./present-export.ts";
import { recordDownload, recordManifest, recordNamed } from "./record-download.ts";
import { type ExportRow, scopeOf } from "./scope.ts";
import { type Chunk, type Download, sendTracked } from "./send.ts";
import { csvFile } from "./tables/csv.ts";
import { headingOf, pagesOf } from "./tables/table.ts";
import { xlsxFile } from "./tables/xlsx.ts";

type DownloadRefusal = Refusal<"not-found" | "export-link-expired" | "export-ended">;

const mediaTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
  dbf: "application/x-dbf",
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
  const [found] = await selectExports(db).where(eq(exports.id, link.id));
  if (!found || found.row.staffId !== staffId) return refuse("not-found", {});
  const { row } = found;
  if (!isOpen(row, clock())) return refuse("export-ended", {});
  const asked: Asked = { found, actor: `${role}:${staffId}`, tokenSha256: link.tokenSha256 };
  const beside = manifestFormatOf(link.code);
  if (beside) return manifestOf(deps, asked, beside);
  return row.format === "zip" ? zipOf(deps, asked) : tableOf(deps, asked, row.format);
}

interface Asked {
  readonly found: FoundExport;
  readonly actor: string;
  readonly tokenSha256: string;
}

const downloadOf = ({ found, tokenSha256 }: Asked): Omit<Download, "toTheEnd"> => ({
  exportId: found.row.id,
  tokenSha256,
  isOutdated: (error) => error instanceof ChangedMeanwhile,
});

function zipOf(deps: ExportDeps, asked: Asked): DownloadAnswer {
  const { row } = asked.found;
  const { bytesTotal, rowsTotal: photos, createdAt } = row;
  const list = frozenListOf(row);
  if (bytesTotal === null || list === null) throw new Error("A ZIP without a layout");
  const zip = { list, photos, bytesTotal, createdAt };
  async function* send(part: { readonly from: number; readonly to: number }) {
    const toTheEnd = part.to === bytesTotal;
    await recordDownload(deps, row, asked.actor, part.from);
    yield* sendTracked(deps, { ...downloadOf(asked), toTheEnd }, readZip(deps, zip, part));
    if (toTheEnd) await noteTaken(deps, row);
  }
  const file = { fileName: fileNameOf(asked.found), mediaType: mediaTypes.zip, etag: row.id };
  return { ...file, totalBytes: bytesTotal, read: (part = { from: 0, to: bytesTotal }) => send(part) };
}

/** Small beside its ZIP, whose own download it leaves alone. */
function manifestOf(deps: ExportDeps, { found, actor }: Asked, format: ManifestFormat): DownloadAnswer {
  const { row } = found;
  const list = frozenListOf(row);
  if (list === null) throw new Error("A list beside no ZIP");
  async function* send(manifest: Parameters<typeof manifestFile>[1]) {
    await recordManifest(deps, row, actor, format);
    yield* manifestFile(deps, manifest, format);
  }
  const manifest = { list, photos: row.rowsTotal, createdAt: row.createdAt, actor };
  const file = { fileName: fileNameOf(found, format), mediaType: mediaTypes[format], etag: `${row.id}-${format}` };
  return { ...file, totalBytes: null, read: () => send(manifest) };
}

function tableOf(deps: ExportDeps, asked: Asked, format: Exclude<FileFormat, "zip">): DownloadAnswer {
  const { found, actor } = asked;
  const { row } = found;
  async function* send() {
    await recordDownload(deps, row, actor, 0);
    yield* sendTracked(deps, { ...downloadOf(asked), toTheEnd: true }, chunksOf(deps, row, actor, format));
  }
  const file = { fileName: fileNameOf(found), mediaType: mediaTypes[format], etag: row.id };
  return { ...file, totalBytes: null, read: send };
}

async function* chunksOf(
  deps: ExportDeps,
  row: ExportRow,
  actor: string,
  format: Exclude<FileFormat, "zip">,
): AsyncGenerator<Chunk> {
  const { kind } = row;
  if (kind === "finished-photos") throw new Error(`"${kind}" is no table`);
  const scope = scopeOf(row);
  const list = exportedList(kind);
  const reader: FileReader<object> = deps.lists[kind];
  const recorded: Pick<FileReader<object>, "page"> = {
    page: async (of, query) => {
      const page = await reader.page(of, query);
      await recordNamed(deps, row.id, actor, page.named ?? []);
      return page;
    },
  };
  let rows = 0;
  async function* counted() {
    for await (const page of pagesOf(list, recorded, scope)) {
      rows += page.length;
      yield page;
    }
  }
  const heading = headingOf(list, scope.language);
  const bytes =
    format === "xlsx" ? xlsxFile(heading, counted(), exportKindOf(kind)[scope.language]) : csvFile(heading, counted());
  for await (const piece of bytes) yield { bytes: piece, rows };
}
