/** The reconciled days as finance sees them, and the note with which a difference is settled. */
import { billDayStates, differenceKinds } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, isNull, lte } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Refusal, refuse } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { billDays, paymentDifferences } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { unsettledOf } from "./reconcile-day.ts";

type DayRow = typeof billDays.$inferSelect;
type DifferenceRow = typeof paymentDifferences.$inferSelect;
type ShownDay = RouteAnswer<"listBillDays">["days"][number];

function presentDay(row: DayRow, unsettled: ReadonlySet<string>): ShownDay {
  const state = unsettled.has(row.day) ? "differing" : row.state === "fetched" ? "clear" : "open";
  const { day, payments, refunds, paidFen, refundedFen } = row;
  const fetchedAt = row.fetchedAt?.toISOString() ?? null;
  return { day, state, ...billDayStates[state], payments, refunds, paidFen, refundedFen, fetchedAt };
}

const presentDifference = (row: DifferenceRow): RouteAnswer<"settleDifference"> => ({
  differenceId: row.id,
  kind: row.kind,
  label: differenceKinds[row.kind],
  outTradeNo: row.outTradeNo || null,
  outRefundNo: row.outRefundNo || null,
  oursFen: row.oursFen,
  theirsFen: row.theirsFen,
  foundAt: row.foundAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
  note: row.note,
});

/** Latest first, from `until` backwards. */
export async function listBillDays(
  deps: PaymentDeps,
  { until, limit }: { readonly until: string; readonly limit: number },
): Promise<RouteAnswer<"listBillDays">> {
  const { db } = deps;
  const rows = await db
    .select()
    .from(billDays)
    .where(lte(billDays.day, until))
    .orderBy(desc(billDays.day))
    .limit(limit);
  const unsettled = await unsettledOf(
    deps,
    rows.map(({ day }) => day),
  );
  return { days: rows.map((row) => presentDay(row, unsettled)) };
}

export async function readBillDay(
  deps: PaymentDeps,
  day: string,
): Promise<RouteAnswer<"readBillDay"> | Refusal<"not-found">> {
  const [row] = await deps.db.select().from(billDays).where(eq(billDays.day, day));
  if (!row) return refuse("not-found", {});
  const differences = await deps.db
    .select()
    .from(paymentDifferences)
    .where(eq(paymentDifferences.day, day))
    .orderBy(asc(paymentDifferences.foundAt), asc(paymentDifferences.id));
  return { ...presentDay(row, await unsettledOf(deps, [day])), differences: differences.map(presentDifference) };
}

export async function settleDifference(
  { db, clock }: PaymentDeps,
  differenceId: string,
  { staffId, note }: { readonly staffId: string; readonly note: string },
): Promise<RouteAnswer<"settleDifference"> | Refusal<"not-found"> | Refusal<"difference-settled">> {
  const isThis = eq(paymentDifferences.id, differenceId);
  return inTransaction(db, async (tx) => {
    const [settled] = await tx
      .update(paymentDifferences)
      .set({ settledAt: clock(), settledBy: staffId, note })
      .where(and(isThis, isNull(paymentDifferences.settledAt)))
      .returning();
    if (!settled) {
      const [known] = await tx.select().from(paymentDifferences).where(isThis);
      return known ? refuse("difference-settled", {}) : refuse("not-found", {});
    }
    await appendAudit(tx, clock, {
      actor: `finance:${staffId}`,
      action: "difference-settled",
      subject: `difference:${differenceId}`,
      // The note stands in the difference: people write names into notes, and the log is kept for ever.
      details: { kind: settled.kind },
    });
    return presentDifference(settled);
  });
}
