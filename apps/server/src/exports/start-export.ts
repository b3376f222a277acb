/**
 * Accepts a request for an export: checks access, determines scope and row count, and records it before any data is
 * sent.
 */
import { exportKindOf, type Role } from "@gradphoto/domain";
import { idSchema, type ParsedInput, type RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, isRefusal, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { FileReader } from "../core/file-rows.ts";
import { findSchoolCode } from "../core/find-school-code.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { exports, projects } from "../infra/db/schema/index.ts";
import type { ExportDeps, ExportScope, TableKind } from "./deps.ts";
import { isNotYetDownloaded } from "./photos/downloaded-photos.ts";
import { listHandedOver, whereHandedOver } from "./photos/frozen-photos.ts";
import { layOut } from "./photos/lay-out.ts";
import { findVisibleProject } from "./photos/photo-files.ts";
import { presentExport, selectExports } from "./present-export.ts";

/** Lifetime of a frozen list of photos. */
const validMs = 86_400_000;

type Wish = ParsedInput<"startExport">["body"];

export async function startExport(
  deps: ExportDeps,
  query: Wish,
  call: Call,
): Promise<RouteAnswer<"startExport"> | Refusal> {
  const { db, clock, ids } = deps;
  const unfit = wishRefusal(query, call.caller.role);
  if (unfit) return unfit;
  const wish = await withSchoolCode(deps, query);
  if (isRefusal(wish)) return wish;
  const refusal = await projectRefusal(deps, wish, call);
  if (refusal) return refusal;
  const staffId = staffOf(call);
  const { kind, format, language, filters } = wish;
  const { schoolCode, department, province } = call.caller;
  const createdAt = clock();
  const scope: ExportScope = {
    filters,
    schoolCode,
    department,
    province,
    language,
    now: createdAt,
  };
  const id = ids();
  const times = { createdAt, expiresAt: new Date(createdAt.getTime() + validMs) };
  const values = {
    id,
    staffId,
    kind,
    format,
    language,
    filters,
    schoolCode,
    department,
    province,
    state: "ready" as const,
    ...times,
  };
  const rows = kind === "finished-photos" ? 0 : await readerOf(deps, kind).count(scope);
  return inTransaction(db, async (tx) => {
    const layout = kind === "finished-photos" ? await layoutOf(tx, wish) : null;
    const zip = layout && { bytesTotal: 0, photoNames: layout.names, photoFolders: layout.folders };
    await tx.insert(exports).values({ ...values, ...zip, rowsTotal: rows });
    const counts = layout ? await addPhotos(tx, deps, { id, wish, scope, layout }) : { rows };
    // An empty table is a valid result, but a ZIP without photos is a mistake.
    if (counts.rows === 0 && kind === "finished-photos") {
      await tx.delete(exports).where(eq(exports.id, id));
      return refuse(wish.photos?.share === "new" ? "export-nothing-new" : "export-empty", {});
    }
    const [added] = await selectExports(tx).where(eq(exports.id, id));
    if (!added) throw new Error("An export is gone before it began");
    const ofDepartment = department === null ? {} : { department };
    await appendAudit(tx, clock, auditActor(call), "export-started", `export:${id}`, {
      kind,
      format,
      filters: describedFilters(filters),
      school: schoolCode,
      ...ofDepartment,
      ...counts,
    });
    return presentExport(deps, added, call);
  });
}

/** Returns true for an id, with or without its kind and a colon. */
const isId = (value: string): boolean => idSchema.safeParse(value.replace(/^[a-z-]+:/, "")).success;

/**
 * Typed filter values that may be logged. A user name contains a letter, which distinguishes it from a telephone
 * number.
 */
const typed: ReadonlyMap<string, (value: string) => boolean> = new Map<
  keyof Wish["filters"],
  (value: string) => boolean
>([
  ["actor", isId],
  ["subject", isId],
  ["text", isId],
  ["reviewer", (value) => /^(?=.*[a-z])[a-z0-9.-]+$/.test(value)],
]);

/**
 * Returns the filters for the audit log. Typed filters may contain names or numbers of people, and the log cannot be
 * corrected, so it receives only ids and codes.
 */
const describedFilters = (filters: Wish["filters"]): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [
      name,
      (typed.get(name)?.(String(value)) ?? true) ? value : "…",
    ]),
  );

/** Replaces the name of a school by its code. */
async function withSchoolCode({ db }: ExportDeps, wish: Wish): Promise<Wish | Refusal> {
  const { schoolCode: called, ...filters } = wish.filters;
  const schoolCode = await findSchoolCode(db, called);
  if (isRefusal(schoolCode)) return schoolCode;
  return schoolCode === undefined ? wish : { ...wish, filters: { ...filters, schoolCode } };
}

function wishRefusal({ kind, format, filters, photos }: Wish, role: Role) {
  const row = exportKindOf(kind);
  if (!row.roles.includes(role) || !row.formats.includes(format))
    return refuse("export-not-allowed", {});
  const names = Object.keys(filters);
  const isUnfitting =
    (photos !== undefined && format !== "zip") ||
    names.some((name) => row.filters[name] === undefined) ||
    row.requiredFilters.some((name) => !names.includes(name));
  return isUnfitting ? refuse("export-filter-unfitting", {}) : null;
}

/** Refuses projects of other schools, and other schools, as not found. */
async function projectRefusal(
  { db }: ExportDeps,
  { filters }: Wish,
  { caller: { schoolCode } }: Call,
) {
  const isForeign =
    schoolCode !== null && filters.schoolCode !== undefined && filters.schoolCode !== schoolCode;
  if (isForeign) return refuse("not-found", {});
  const { projectId } = filters;
  if (projectId === undefined) return null;
  return (await findVisibleProject(db, projectId, schoolCode)) ? null : refuse("not-found", {});
}

const readerOf = ({ lists }: ExportDeps, kind: TableKind): FileReader<object> => lists[kind];

type Layout = NonNullable<Wish["photos"]>;

/** Returns the layout of the request, or the last one that the project stored. */
async function layoutOf(
  tx: Transaction,
  { filters: { projectId = "" }, photos }: Wish,
): Promise<Layout> {
  const [project] = await tx.select().from(projects).where(eq(projects.id, projectId));
  if (!project) throw new Error("A project is gone while it is exported");
  return photos ?? { names: project.photoNames, folders: project.photoFolders, share: "all" };
}

interface ZipWish {
  readonly id: string;
  readonly wish: Wish;
  readonly scope: ExportScope;
  readonly layout: Layout;
}

async function addPhotos(
  tx: Transaction,
  { sealer }: ExportDeps,
  { id, wish, scope, layout }: ZipWish,
) {
  const { projectId = "" } = wish.filters;
  const { names, folders, share } = layout;
  const { schoolCode, department, language } = scope;
  await listHandedOver(
    tx,
    id,
    and(whereHandedOver(scope), share === "new" ? isNotYetDownloaded(scope) : undefined),
  );
  const { photos, bytesTotal } = await layOut(tx, sealer, {
    exportId: id,
    names,
    folders,
    language,
    schoolCode,
  });
  await tx.update(exports).set({ rowsTotal: photos, bytesTotal }).where(eq(exports.id, id));
  // A department chooses a layout only for itself; only the school sets the project's default.
  const remembered = { photoNames: names, photoFolders: folders };
  if (department === null)
    await tx.update(projects).set(remembered).where(eq(projects.id, projectId));
  return { rows: photos, names, folders, share };
}
