/** Reconciled days for finance, the export of their differences, and the note that settles a difference. */
import {
  billDayStates,
  differenceKinds,
  type differenceList,
  payProviders,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, gte, inArray, isNull, lte, type SQL } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Refusal, refuse } from "../core/call.ts";
import type { Days } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { differenceNote, openWords, sealWords } from "../core/free-words.ts";
import { byTime, readPage } from "../core/page.ts";
import { inTransaction } from "../infra/db/database.ts";
import { billDays, paymentDifferences } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { PaymentDeps, ReadingDeps } from "./deps.ts";
import { type Unsettled, unsettledOf } from "./reconcile-day.ts";
import type { BillDay } from "./record-difference.ts";

type DayRow = typeof billDays.$inferSelect;
type DifferenceRow = typeof paymentDifferences.$inferSelect;
type BillDayRow = RouteAnswer<"listBillDays">["days"][number];

function presentDay(row: DayRow, unsettledIn: (day: BillDay) => readonly Unsettled[]): BillDayRow {
  const kinds = unsettledIn(row);
  const unsettled = kinds.reduce((sum, { differences }) => sum + differences, 0);
  const unsettledLabels = kinds.map(({ kind }) => differenceKinds[kind]);
  const state = unsettled > 0 ? "differing" : row.state === "fetched" ? "clear" : "open";
  const { day, provider, payments, refunds, paidFen, refundedFen } = row;
  const fetchedAt = row.fetchedAt?.toISOString() ?? null;
  const sums = { payments, refunds, paidFen, refundedFen, fetchedAt };
  return {
    day,
    provider,
    providerLabel: payProviders[provider],
    state,
    ...billDayStates[state],
    unsettled,
    unsettledLabels,
    ...sums,
  };
}

const presentDifference = (
  row: DifferenceRow,
  sealer: Sealer,
): RouteAnswer<"settleDifference"> => ({
  differenceId: row.id,
  kind: row.kind,
  label: differenceKinds[row.kind],
  outTradeNo: row.outTradeNo || null,
  outRefundNo: row.outRefundNo || null,
  localFen: row.localFen,
  remoteFen: row.remoteFen,
  discoveredAt: row.discoveredAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
  note: openWords(sealer, differenceNote, row),
});

/** Lists the days, latest first, ending at `until`. */
export async function listBillDays(
  deps: PaymentDeps,
  { until, limit }: { readonly until: string; readonly limit: number },
): Promise<RouteAnswer<"listBillDays">> {
  const { db } = deps;
  const days = db
    .selectDistinct({ day: billDays.day })
    .from(billDays)
    .where(lte(billDays.day, until))
    .orderBy(desc(billDays.day))
    .limit(limit);
  const rows = await db
    .select()
    .from(billDays)
    .where(inArray(billDays.day, days))
    .orderBy(desc(billDays.day), asc(billDays.provider));
  const unsettledIn = await unsettledOf(
    deps,
    rows.map(({ day }) => day),
  );
  return { days: rows.map((row) => presentDay(row, unsettledIn)) };
}

export async function readBillDay(
  deps: PaymentDeps,
  { provider, day }: BillDay,
): Promise<RouteAnswer<"readBillDay"> | Refusal<"not-found">> {
  const [row] = await deps.db
    .select()
    .from(billDays)
    .where(and(eq(billDays.provider, provider), eq(billDays.day, day)));
  if (!row) return refuse("not-found", {});
  const differences = await deps.db
    .select()
    .from(paymentDifferences)
    .where(and(eq(paymentDifferences.provider, provider), eq(paymentDifferences.day, day)))
    .orderBy(asc(paymentDifferences.discoveredAt), asc(paymentDifferences.id));
  const visible = differences.map((difference) => presentDifference(difference, deps.sealer));
  return { ...presentDay(row, await unsettledOf(deps, [day])), differences: visible };
}

const ofDays = ({ fromDay, untilDay }: Days): SQL | undefined =>
  and(
    fromDay === undefined ? undefined : gte(paymentDifferences.day, fromDay),
    untilDay === undefined ? undefined : lte(paymentDifferences.day, untilDay),
  );

/** Differences of all days, in the order of their detection. */
export const differenceFile = ({ db, sealer }: ReadingDeps): FileOf<typeof differenceList> => ({
  count: ({ filters }) => db.$count(paymentDifferences, ofDays(filters)),
  page: async ({ filters }, page) => {
    const { rows, next } = await readPage(page, {
      key: byTime("earliest-first", paymentDifferences.discoveredAt, paymentDifferences.id),
      select: ({ whereNext, order, limit }) =>
        db
          .select()
          .from(paymentDifferences)
          .where(and(ofDays(filters), whereNext))
          .orderBy(...order)
          .limit(limit),
      keyOf: ({ discoveredAt, id }) => ({ at: discoveredAt, id }),
    });
    const cells = (row: DifferenceRow) => {
      const { day, outTradeNo, outRefundNo } = row;
      return {
        ...presentDifference(row, sealer),
        day,
        providerLabel: payProviders[row.provider],
        outTradeNo,
        outRefundNo,
      };
    };
    return { rows: rows.map(cells), next };
  },
});

export async function settleDifference(
  { db, clock, sealer }: PaymentDeps,
  differenceId: string,
  { staffId, note }: { readonly staffId: string; readonly note: string },
): Promise<RouteAnswer<"settleDifference"> | Refusal<"not-found"> | Refusal<"difference-settled">> {
  const whereThisDifference = eq(paymentDifferences.id, differenceId);
  const sealedNote = sealWords(sealer, differenceNote, differenceId, note);
  return inTransaction(db, async (tx) => {
    const [settled] = await tx
      .update(paymentDifferences)
      .set({ settledAt: clock(), settledBy: staffId, sealedNote })
      .where(and(whereThisDifference, isNull(paymentDifferences.settledAt)))
      .returning();
    if (!settled) {
      const [difference] = await tx.select().from(paymentDifferences).where(whereThisDifference);
      return difference ? refuse("difference-settled", {}) : refuse("not-found", {});
    }
    // The note is stored only in the difference, because people write names into notes and the audit log is never
    // erased.
    const details = { kind: settled.kind };
    await appendAudit(
      tx,
      clock,
      `finance:${staffId}`,
      "difference-settled",
      `difference:${differenceId}`,
      details,
    );
    return presentDifference(settled, sealer);
  });
}
