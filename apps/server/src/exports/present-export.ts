/** An export as its requester sees it: name, progress and URLs of its files. */
import {
  type Bilingual,
  beijingTime,
  brand,
  educationCategories,
  exportKindOf,
  exportStates,
  manifestFormats,
  pathOf,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq, sql } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { exports, projects, schools } from "../infra/db/schema/index.ts";
import type { ExportDeps, ExportRow } from "./deps.ts";
import { safeName } from "./photos/safe-name.ts";

/** Selects exports with their project, if they have one. */
export const selectExports = (from: Database | Transaction) =>
  from
    .select({ row: exports, project: projects, schoolName: schools.name })
    .from(exports)
    .leftJoin(projects, sql`${projects.id} = (${exports.filters} ->> 'projectId')::uuid`)
    .leftJoin(schools, eq(schools.code, projects.schoolCode));

export type StoredExport = Awaited<ReturnType<typeof selectExports>>[number];

function projectOf({ project, schoolName }: StoredExport): Bilingual | null {
  if (!project || schoolName === null) return null;
  const { zh, en } = educationCategories[project.educationCategory];
  const year = project.graduationYear;
  return { zh: `${schoolName} ${zh} ${year}`, en: `${schoolName} ${en} ${year}` };
}

const placeWidth = 40;

/** Returns a name such as `毕业证照-暨南大学-普通本科-2027-软件工程1班-证照压缩包-20270301-1005.zip`. */
export function fileNameOf(match: StoredExport, format: string = match.row.format): string {
  const { language, createdAt, kind, filters, department } = match.row;
  const stamp = beijingTime(createdAt).replace(/[-:]/g, "").replace(" ", "-");
  const names = [
    brand[language],
    projectOf(match)?.[language] ?? "",
    filters.department ?? department ?? "",
    filters.className ?? "",
    exportKindOf(kind)[language],
  ];
  const parts = names.map((name) => safeName(name, placeWidth)).filter((name) => name !== "");
  return `${[...parts, stamp].join("-")}.${format}`.replaceAll(" ", "-");
}

/** Returns true if files can still be downloaded. */
export const isOpen = ({ state, expiresAt }: ExportRow, now: Date): boolean =>
  state !== "cancelled" && state !== "outdated" && expiresAt > now;

/** Code in a signed URL: 0 is the file itself, other numbers are formats of the accompanying list. */
const itself = 0;
export const manifestFormatOf = (code: number) => manifestFormats[code - 1] ?? null;

export function presentExport(
  { clock, exportLinks }: Pick<ExportDeps, "clock" | "exportLinks">,
  match: StoredExport,
  { caller: { tokenSha256 } }: Call,
): RouteAnswer<"readExport"> {
  const { row } = match;
  const { kind, state } = row;
  const { zh, en } = exportKindOf(kind);
  const session = isOpen(row, clock()) ? tokenSha256 : null;
  const addressOf = (code: number, session: string): string =>
    pathOf("downloadExport", {
      token: exportLinks.sign({ code, id: row.id, tokenSha256: session }).token,
    });
  return {
    exportId: row.id,
    kind,
    kindLabel: { zh, en },
    format: row.format,
    fileName: fileNameOf(match),
    project: projectOf(match),
    filters: row.filters,
    state,
    ...exportStates[state],
    rowsTotal: row.rowsTotal,
    rowsSent: row.rowsSent,
    bytesTotal: row.bytesTotal,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    url: session === null ? null : addressOf(itself, session),
    manifests:
      session === null || row.format !== "zip"
        ? []
        : manifestFormats.map((format, index) => ({ format, url: addressOf(index + 1, session) })),
  };
}
