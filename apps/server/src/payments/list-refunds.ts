/** Refunds for finance: latest first on the screen, earliest first in the file. */
import { refundCauses, type refundList, refundStatesBefore } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Days, onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { openWords, refundReason } from "../core/free-words.ts";
import { byTime, type PageQuery, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { orders, refunds } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReadingDeps } from "./deps.ts";
import { presentRefund } from "./present-order.ts";

const matching = ({ state, ...days }: Days & { readonly state?: string | undefined }): SQL | undefined =>
  and(state === undefined ? undefined : sql`${refunds.state} = ${state}`, onDays(refunds.createdAt, days));

const readRefunds = (
  db: Database,
  order: "latest-first" | "earliest-first",
  filter: SQL | undefined,
  page: PageQuery,
) =>
  readPage(page, {
    key: byTime(order, refunds.createdAt, refunds.id),
    select: (cut) =>
      db
        .select({ refund: refunds, outTradeNo: orders.outTradeNo })
        .from(refunds)
        .innerJoin(orders, eq(orders.id, refunds.orderId))
        .where(and(filter, cut.isNext))
        .orderBy(...cut.order)
        .limit(cut.limit),
    keyOf: ({ refund }) => ({ at: refund.createdAt, id: refund.id }),
  });

type Found = Awaited<ReturnType<typeof readRefunds>>["rows"][number];

const present = ({ refund, outTradeNo }: Found, sealer: Sealer) => ({
  ...presentRefund(refund, sealer),
  orderId: refund.orderId,
  outTradeNo,
  outRefundNo: refund.outRefundNo,
  cause: refund.cause,
  causeLabel: refundCauses[refund.cause],
  reason: openWords(sealer, refundReason, refund),
});

export async function listRefunds(
  { db, sealer }: ReadingDeps,
  query: ParsedInput<"listRefunds">["query"],
  staffId: string,
): Promise<RouteAnswer<"listRefunds">> {
  const { rows, next } = await readRefunds(db, "latest-first", matching(query), query);
  const mayDecide = ({ refund }: Found): boolean =>
    refundStatesBefore("decline").includes(refund.state) && refund.startedBy !== staffId;
  return { refunds: rows.map((row) => ({ ...present(row, sealer), mayDecide: mayDecide(row) })), next };
}

export const refundFile = ({ db, sealer }: ReadingDeps): FileOf<typeof refundList> => ({
  count: ({ filters }) => db.$count(refunds, matching(filters)),
  page: async ({ filters }, page) => {
    const { rows, next } = await readRefunds(db, "earliest-first", matching(filters), page);
    return { rows: rows.map((row) => present(row, sealer)), next };
  },
});
