/** Decisions on photos, and money by the ledger, of each of the last seven days in Beijing time. */
import { beijingDay, startOfBeijingDay } from "@gradphoto/domain";
import { type RouteAnswer, routeDefinitions } from "@gradphoto/domain/routes";
import { type SQL, sql } from "drizzle-orm";
import { beijingDate } from "../core/days.ts";
import { whereCountedDecision } from "../core/review/decided.ts";
import { ledgerTransactions, orders, reviewTasks } from "../infra/db/schema/index.ts";
import type { HomeDeps } from "./read-waiting.ts";

export async function readDailyFigures({
  db,
  clock,
}: Pick<HomeDeps, "db" | "clock">): Promise<RouteAnswer<"readDailyFigures">> {
  const today = sql`${startOfBeijingDay(beijingDay(clock().getTime())).toISOString()}::timestamptz`;
  const begin = sql`days.begin`;
  const onDay = (at: SQL): SQL => sql`${at} >= ${begin} and ${at} < ${begin} + interval '1 day'`;
  const sumOf = (kind: "payment" | "refund"): SQL => sql`
    (select coalesce(sum(${orders.amountFen}), 0)::float8 from ${ledgerTransactions}
      join ${orders} on ${orders.id} = ${ledgerTransactions.orderId}
      where ${ledgerTransactions.kind} = ${kind} and ${onDay(sql`${ledgerTransactions.at}`)})`;
  const { rows } = await db.execute(sql`
    select ${beijingDate(begin)}::text as day, decided.*, ${sumOf("payment")} as "paidFen", ${sumOf("refund")} as "refundedFen"
    from generate_series(${today} - interval '6 days', ${today}, interval '1 day') as days (begin),
      lateral (select count(*)::int as decisions,
        (count(*) filter (where ${reviewTasks.decision} = 'reject'))::int as rejections
        from ${reviewTasks} where ${whereCountedDecision} and ${onDay(sql`${reviewTasks.at}`)}) decided
    order by 1`);
  return routeDefinitions.readDailyFigures.answers.parse({ days: rows });
}
