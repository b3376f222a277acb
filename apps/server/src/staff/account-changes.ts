/** Changes to a staff account, displayed to its owner until acknowledged. */
import { roles, type StaffChange, staffChanges } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { type Call, staffOf } from "../core/call.ts";
import type { Transaction } from "../infra/db/database.ts";
import { staffAccountChanges } from "../infra/db/schema/index.ts";
import type { StaffDeps } from "./deps.ts";

const visibleCount = 50;

/** Records a change for the owner of the account, `staffId`. */
export async function notifyOfChange(
  tx: Transaction,
  { clock, ids }: Pick<StaffDeps, "clock" | "ids">,
  { caller }: { readonly caller: Pick<Call["caller"], "role"> },
  staffId: string,
  what: StaffChange,
): Promise<void> {
  await tx
    .insert(staffAccountChanges)
    .values({ id: ids(), staffId, what, byRole: caller.role, at: clock() });
}

export async function listMyAccountChanges(
  { db }: Pick<StaffDeps, "db">,
  call: Call,
): Promise<RouteAnswer<"listMyAccountChanges">> {
  const rows = await db
    .select()
    .from(staffAccountChanges)
    .where(eq(staffAccountChanges.staffId, staffOf(call)))
    .orderBy(desc(staffAccountChanges.at), desc(staffAccountChanges.id))
    .limit(visibleCount);
  return {
    changes: rows.map(({ id, what, byRole, at, seenAt }) => ({
      changeId: id,
      what,
      whatLabel: staffChanges[what],
      byRoleLabel: { zh: roles[byRole].zh, en: roles[byRole].en },
      at: at.toISOString(),
      seen: seenAt !== null,
    })),
  };
}

/** Acknowledges the displayed changes. Later ones remain unacknowledged. */
export async function acknowledgeMyAccountChanges(
  { db, clock }: Pick<StaffDeps, "db" | "clock">,
  seenUntil: string,
  call: Call,
): Promise<RouteAnswer<"acknowledgeMyAccountChanges">> {
  await db
    .update(staffAccountChanges)
    .set({ seenAt: clock() })
    .where(
      and(
        eq(staffAccountChanges.staffId, staffOf(call)),
        lte(staffAccountChanges.at, new Date(seenUntil)),
        isNull(staffAccountChanges.seenAt),
      ),
    );
  return {};
}
