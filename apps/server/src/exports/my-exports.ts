/** The caller's own exports: their progress and cancellation. */
import { exportKindsFor } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, isNull, lt, type SQL } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Caller, type Refusal, refuse } from "../core/call.ts";
import { isPlace } from "../core/school-scope.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { exports } from "../infra/db/schema/index.ts";
import type { ExportDeps } from "./deps.ts";
import { presentExport, selectExports } from "./present-export.ts";

type Whose = Pick<Caller, "role" | "staffId" | "schoolCode" | "department" | "province">;

/**
 * Condition for the caller's own exports in the current post. An export requested in one school is not available in a
 * post of another.
 */
const isOwn = ({ role, staffId, schoolCode, department, province }: Whose): SQL | undefined =>
  and(
    eq(exports.staffId, staffId ?? ""),
    schoolCode === null ? isNull(exports.schoolCode) : eq(exports.schoolCode, schoolCode),
    department === null ? isNull(exports.department) : isPlace(exports.department, department),
    province === null ? isNull(exports.province) : eq(exports.province, province),
    inArray(exports.kind, [...exportKindsFor(role)]),
  );

type Visible = RouteAnswer<"readExport">;

const visibleCount = 50;

/** Lists the exports, latest first. */
export async function listMyExports(
  deps: ExportDeps,
  call: Call,
): Promise<RouteAnswer<"listMyExports">> {
  const own = await selectExports(deps.db)
    .where(isOwn(call.caller))
    .orderBy(desc(exports.createdAt), desc(exports.id))
    .limit(visibleCount);
  return { exports: own.map((one) => presentExport(deps, one, call)) };
}

const whereThisExport = (exportId: string, { caller }: Call) =>
  and(eq(exports.id, exportId), isOwn(caller));

export async function readExport(
  deps: ExportDeps,
  exportId: string,
  call: Call,
): Promise<Visible | Refusal> {
  const [own] = await selectExports(deps.db).where(whereThisExport(exportId, call));
  return own ? presentExport(deps, own, call) : refuse("not-found", {});
}

/** Cancels an export. A finished one remains unchanged. */
export async function cancelExport(
  deps: ExportDeps,
  exportId: string,
  call: Call,
): Promise<Visible | Refusal> {
  const { db, clock } = deps;
  return inTransaction(db, async (tx) => {
    await tx
      .select({ id: exports.id })
      .from(exports)
      .where(whereThisExport(exportId, call))
      .for("update");
    const [own] = await selectExports(tx).where(whereThisExport(exportId, call));
    if (!own) return refuse("not-found", {});
    const { row } = own;
    const { state } = row;
    if (state === "done" || state === "cancelled" || state === "outdated")
      return presentExport(deps, own, call);
    const ended = { state: "cancelled", endedAt: clock() } as const;
    await tx.update(exports).set(ended).where(eq(exports.id, exportId));
    await appendAudit(tx, clock, auditActor(call), "export-cancelled", `export:${exportId}`, {
      rowsSent: row.rowsSent,
    });
    return presentExport(deps, { ...own, row: { ...row, ...ended } }, call);
  });
}

/** Deletes exports a week after they expired. */
export async function deleteOldExports(db: Database, now: Date): Promise<void> {
  const retentionMs = 7 * 86_400_000;
  await db.delete(exports).where(lt(exports.expiresAt, new Date(now.getTime() - retentionMs)));
}
