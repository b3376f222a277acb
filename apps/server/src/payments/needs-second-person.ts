/** Limits of refunds without a second person: per refund, and per person and Beijing day. */
import { beijingDay, startOfBeijingDay } from "@gradphoto/domain";
import { and, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { refunds } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import type { OrderRow } from "./order-rows.ts";

type Deps = Pick<PaymentDeps, "clock" | "configuration">;

/** States in which money is refunded, or will be, on one person's decision. */
const onOneWord = ["due", "processing", "abnormal", "succeeded"] as const;

/** Returns true if a second person of finance must confirm the refund that `staffId` starts. */
export async function needsSecondPerson(
  from: Database | Transaction,
  { clock, configuration }: Deps,
  { amountFen }: OrderRow,
  staffId: string | null,
): Promise<boolean> {
  if (staffId === null) return true;
  const inForce = await configuration.read(from);
  if (amountFen > inForce("one-person-refund")) return true;
  const today = startOfBeijingDay(beijingDay(clock()));
  const [sum] = await from
    .select({ fen: sql<number>`coalesce(sum(${refunds.amountFen}), 0)`.mapWith(Number) })
    .from(refunds)
    .where(
      and(
        eq(refunds.startedBy, staffId),
        gte(refunds.startedAt, today),
        isNull(refunds.decidedBy),
        inArray(refunds.state, onOneWord),
      ),
    );
  return (sum?.fen ?? 0) + amountFen > inForce("one-person-refund-day");
}
