/**
 * Serves the file of a signed URL, or the list that accompanies it. Only the session it was signed for gets it, until
 * the export is cancelled.
 */
import {
  exportedList,
  exportKindOf,
  type FileFormat,
  type ManifestFormat,
} from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { type Caller, type DownloadAnswer, type Refusal, refuse } from "../core/call.ts";
import type { FileReader } from "../core/file-rows.ts";
import { exports } from "../infra/db/schema/index.ts";
import { type ExportDeps, type ExportRow, scopeOf } from "./deps.ts";
import { recordDownloadedPhotos } from "./photos/downloaded-photos.ts";
import { frozenListOf, ListChangedError } from "./photos/frozen-photos.ts";
import { readZip } from "./photos/frozen-zip.ts";
import { manifestFile } from "./photos/manifest.ts";
import {
  fileNameOf,
  isOpen,
  manifestFormatOf,
  type StoredExport,
  selectExports,
} from "./present-export.ts";
import { recordDownload, recordManifest, recordNamed } from "./record-download.ts";
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
  const [wanted] = await selectExports(db).where(eq(exports.id, link.id));
  if (!wanted || wanted.row.staffId !== staffId) return refuse("not-found", {});
  const { row } = wanted;
  if (!isOpen(row, clock())) return refuse("export-ended", {});
  const request: Query = {
    match: wanted,
    actor: `${role}:${staffId}`,
    tokenSha256: link.tokenSha256,
  };
  const manifestFormat = manifestFormatOf(link.code);
  if (manifestFormat) return manifestOf(deps, request, manifestFormat);
  return row.format === "zip" ? zipOf(deps, request) : tableOf(deps, request, row.format);
}

interface Query {
  readonly match: StoredExport;
  readonly actor: string;
  readonly tokenSha256: string;
}

const downloadOf = ({ match, tokenSha256 }: Query): Omit<Download, "toTheEnd"> => ({
  exportId: match.row.id,
  tokenSha256,
  isOutdated: (error) => error instanceof ListChangedError,
});

function zipOf(deps: ExportDeps, request: Query): DownloadAnswer {
  const { row } = request.match;
  const { bytesTotal, rowsTotal: photos, createdAt } = row;
  const list = frozenListOf(row);
  if (bytesTotal === null || list === null) throw new Error("A ZIP without a layout");
  const zip = { list, photos, bytesTotal, createdAt };
  async function* send(part: { readonly from: number; readonly to: number }) {
    const toTheEnd = part.to === bytesTotal;
    await recordDownload(deps, row, request.actor, part.from);
    yield* sendTracked(deps, { ...downloadOf(request), toTheEnd }, readZip(deps, zip, part));
    if (toTheEnd) await recordDownloadedPhotos(deps, row);
  }
  const file = { fileName: fileNameOf(request.match), mediaType: mediaTypes.zip, etag: row.id };
  return {
    ...file,
    totalBytes: bytesTotal,
    read: (part = { from: 0, to: bytesTotal }) => send(part),
  };
}

/** Sends the list of a ZIP at once, because it is small. This does not affect the download of the ZIP. */
function manifestOf(
  deps: ExportDeps,
  { match, actor }: Query,
  format: ManifestFormat,
): DownloadAnswer {
  const { row } = match;
  const list = frozenListOf(row);
  if (list === null) throw new Error("A manifest without its ZIP");
  async function* send(manifest: Parameters<typeof manifestFile>[1]) {
    await recordManifest(deps, row, actor, format);
    yield* manifestFile(deps, manifest, format);
  }
  const manifest = { list, photos: row.rowsTotal, createdAt: row.createdAt, actor };
  const file = {
    fileName: fileNameOf(match, format),
    mediaType: mediaTypes[format],
    etag: `${row.id}-${format}`,
  };
  return { ...file, totalBytes: null, read: () => send(manifest) };
}

function tableOf(
  deps: ExportDeps,
  request: Query,
  format: Exclude<FileFormat, "zip">,
): DownloadAnswer {
  const { match, actor } = request;
  const { row } = match;
  async function* send() {
    await recordDownload(deps, row, actor, 0);
    yield* sendTracked(
      deps,
      { ...downloadOf(request), toTheEnd: true },
      chunksOf(deps, row, actor, format),
    );
  }
  const file = { fileName: fileNameOf(match), mediaType: mediaTypes[format], etag: row.id };
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
    format === "xlsx"
      ? xlsxFile(heading, counted(), exportKindOf(kind)[scope.language])
      : csvFile(heading, counted());
  for await (const piece of bytes) yield { bytes: piece, rows };
}
