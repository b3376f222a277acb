/** Takes the wish for a file: who may have it, what it covers, how many rows; written down before anything is given. */
import { exportKindOf, type Role } from "@gradphoto/domain";
import { idSchema, type ParsedInput, type RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import type { FileReader } from "../core/file-rows.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { exportPhotos, exports } from "../infra/db/schema/index.ts";
import type { ExportDeps, TableKind } from "./deps.ts";
import { eachPhoto, freezePhotos, maxPhotos } from "./photos/frozen-photos.ts";
import { manifestLines, measure } from "./photos/manifest.ts";
import { photosStartAt, zipBytes } from "./photos/photos-zip.ts";
import { presentExport } from "./present-export.ts";
import type { ExportScope } from "./scope.ts";
import { findSeenProject } from "./seen-project.ts";

/** As long as a frozen list of photos is good for. */
const validMs = 86_400_000;

type Wish = ParsedInput<"startExport">["body"];
type NewExport = typeof exports.$inferInsert;

export async function startExport(
  deps: ExportDeps,
  wish: Wish,
  call: Call,
): Promise<RouteAnswer<"startExport"> | Refusal> {
  const { db, clock, ids } = deps;
  const refusal = wishRefusal(wish, call.caller.role) ?? (await projectRefusal(deps, wish, call));
  if (refusal) return refusal;
  const staffId = staffOf(call);
  const { kind, format, language, filters } = wish;
  const { schoolCode } = call.caller;
  const createdAt = clock();
  const scope: ExportScope = { filters, schoolCode, language, now: createdAt };
  const id = ids();
  const times = { createdAt, expiresAt: new Date(createdAt.getTime() + validMs) };
  const values = { id, staffId, kind, format, language, filters, schoolCode, state: "ready" as const, ...times };
  const rows = kind === "finished-photos" ? 0 : await readerOf(deps, kind).count(scope);
  return inTransaction(db, async (tx) => {
    const row = { ...values, rowsTotal: rows };
    const rowsTotal = kind === "finished-photos" ? await addZip(tx, deps, row, scope) : await addTable(tx, row);
    // An empty table is an answer; a ZIP without a photo is a mistake.
    if (rowsTotal === 0 && kind === "finished-photos") {
      await tx.delete(exports).where(eq(exports.id, id));
      return refuse("export-empty", {});
    }
    const [added] = await tx.select().from(exports).where(eq(exports.id, id));
    if (!added) throw new Error("An export is gone before it began");
    await appendAudit(tx, clock, {
      actor: `${call.caller.role}:${staffId}`,
      action: "export-started",
      subject: `export:${id}`,
      details: { kind, format, filters: toldFilters(filters), school: schoolCode, rows: rowsTotal },
    });
    return presentExport(deps, added, call);
  });
}

const typed: readonly string[] = ["actor", "subject", "text"] satisfies readonly (keyof Wish["filters"])[];

/** What was typed may be anything, also a number of somebody's: the audit log, which nobody can mend, is told ids alone. */
const toldFilters = (filters: Wish["filters"]): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [name, typed.includes(name) && !isId(value) ? "…" : value]),
  );

/** With its kind before a colon or without. */
const isId = (value: string | number): boolean => idSchema.safeParse(String(value).replace(/^[a-z-]+:/, "")).success;

function wishRefusal({ kind, format, filters }: Wish, role: Role) {
  const row = exportKindOf(kind);
  if (!row.roles.includes(role) || !row.formats.includes(format)) return refuse("export-not-allowed", {});
  const names = Object.keys(filters);
  const isUnfitting =
    names.some((name) => row.filters[name] === undefined) || row.requiredFilters.some((name) => !names.includes(name));
  return isUnfitting ? refuse("export-filter-unfitting", {}) : null;
}

/** A project of another school is not found; neither is another school. */
async function projectRefusal({ db }: ExportDeps, { filters }: Wish, { caller: { schoolCode } }: Call) {
  const isForeign = schoolCode !== null && filters.schoolCode !== undefined && filters.schoolCode !== schoolCode;
  if (isForeign) return refuse("not-found", {});
  const { projectId } = filters;
  if (projectId === undefined) return null;
  return (await findSeenProject(db, projectId, schoolCode)) ? null : refuse("not-found", {});
}

const readerOf = ({ lists }: ExportDeps, kind: TableKind): FileReader<object> => lists[kind];

async function addTable(tx: Transaction, row: NewExport): Promise<number> {
  await tx.insert(exports).values(row);
  return row.rowsTotal;
}

async function addZip(tx: Transaction, { sealer }: ExportDeps, row: NewExport, scope: ExportScope): Promise<number> {
  await tx.insert(exports).values({ ...row, bytesTotal: 0, manifestBytes: 0, manifestCrc32: 0 });
  const { photos, bytes } = await freezePhotos(tx, row.id, scope);
  if (photos > maxPhotos) throw new Error("More photos than one ZIP has names for");
  const manifest = await measure(manifestLines(eachPhoto(tx, row.id, 0), sealer, scope.language));
  const farAt = 0xffff_ffff - photosStartAt(manifest.bytes) + 1;
  const far = await tx.$count(
    exportPhotos,
    and(eq(exportPhotos.exportId, row.id), gt(exportPhotos.startsAt, farAt - 1)),
  );
  const bytesTotal = zipBytes(manifest.bytes, photos, bytes, far);
  await tx
    .update(exports)
    .set({ rowsTotal: photos, bytesTotal, manifestBytes: manifest.bytes, manifestCrc32: manifest.crc32 })
    .where(eq(exports.id, row.id));
  return photos;
}
