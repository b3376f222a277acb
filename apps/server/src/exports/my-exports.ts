/** One's own exports: how far they are, and the end of one. */

import { exportKindsFor } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, isNull, lt, type SQL } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Caller, type Refusal, refuse } from "../core/call.ts";
import { auditActor } from "../core/caller.ts";
import { isPlace } from "../core/collection/place.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { exports } from "../infra/db/schema/index.ts";
import type { ExportDeps } from "./deps.ts";
import { presentExport, selectExports } from "./present-export.ts";

type Whose = Pick<Caller, "role" | "staffId" | "schoolCode" | "department" | "province">;

/** One's own exports, of the post one acts in: what was asked for in one school is not taken in a post of another. */
const isOwn = ({ role, staffId, schoolCode, department, province }: Whose): SQL | undefined =>
  and(
    eq(exports.staffId, staffId ?? ""),
    schoolCode === null ? isNull(exports.schoolCode) : eq(exports.schoolCode, schoolCode),
    department === null ? isNull(exports.department) : isPlace(exports.department, department),
    province === null ? isNull(exports.province) : eq(exports.province, province),
    inArray(exports.kind, [...exportKindsFor(role)]),
  );

type Shown = RouteAnswer<"readExport">;

const shown = 50;

/** Latest first. */
export async function listMyExports(deps: ExportDeps, call: Call): Promise<RouteAnswer<"listMyExports">> {
  const found = await selectExports(deps.db)
    .where(isOwn(call.caller))
    .orderBy(desc(exports.createdAt), desc(exports.id))
    .limit(shown);
  return { exports: found.map((one) => presentExport(deps, one, call)) };
}

const isThis = (exportId: string, { caller }: Call) => and(eq(exports.id, exportId), isOwn(caller));

export async function readExport(deps: ExportDeps, exportId: string, call: Call): Promise<Shown | Refusal> {
  const [found] = await selectExports(deps.db).where(isThis(exportId, call));
  return found ? presentExport(deps, found, call) : refuse("not-found", {});
}

/** What has come to its end stays as it is. */
export async function cancelExport(deps: ExportDeps, exportId: string, call: Call): Promise<Shown | Refusal> {
  const { db, clock } = deps;
  return inTransaction(db, async (tx) => {
    await tx.select({ id: exports.id }).from(exports).where(isThis(exportId, call)).for("update");
    const [found] = await selectExports(tx).where(isThis(exportId, call));
    if (!found) return refuse("not-found", {});
    const { row } = found;
    const { state } = row;
    if (state === "done" || state === "cancelled" || state === "outdated") return presentExport(deps, found, call);
    const ended = { state: "cancelled", endedAt: clock() } as const;
    await tx.update(exports).set(ended).where(eq(exports.id, exportId));
    await appendAudit(tx, clock, {
      actor: auditActor(call),
      action: "export-cancelled",
      subject: `export:${exportId}`,
      details: { rowsSent: row.rowsSent },
    });
    return presentExport(deps, { ...found, row: { ...row, ...ended } }, call);
  });
}

/** A week after they could be taken for the last time. */
export async function deleteOldExports(db: Database, now: Date): Promise<void> {
  const keptMs = 7 * 86_400_000;
  await db.delete(exports).where(lt(exports.expiresAt, new Date(now.getTime() - keptMs)));
}
