/**
 * Records differences between the service's books and a provider's: each once a day, logged for an operator and settled
 * by finance.
 */
import {
  beijingDay,
  type DifferenceKind,
  endOfBeijingDay,
  type PayProviderId,
} from "@gradphoto/domain";
import type { Transaction } from "../infra/db/database.ts";
import { billDays, paymentDifferences } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { PaymentWork } from "./deps.ts";

const hourMs = 3_600_000;

/**
 * Returns the time at which a bill is requested. WeChat Pay completes the bill of a day by ten o'clock of the next day,
 * Alipay by nine. A margin avoids futile requests.
 */
export const billReadyAt = (day: string): Date =>
  new Date(endOfBeijingDay(day).getTime() + 10.25 * hourMs);

export interface Difference {
  readonly kind: DifferenceKind;
  readonly provider: PayProviderId;
  readonly outTradeNo?: string;
  readonly outRefundNo?: string;
  readonly localFen?: number;
  readonly remoteFen?: number;
  /** Day of the bill, or today when omitted. */
  readonly day?: string;
}

export async function recordDifference(
  tx: Transaction,
  { clock, ids, warn }: PaymentWork,
  {
    kind,
    provider,
    outTradeNo = "",
    outRefundNo = "",
    localFen,
    remoteFen,
    day = beijingDay(clock()),
  }: Difference,
): Promise<void> {
  await openBillDay(tx, clock(), { provider, day });
  const row = {
    kind,
    provider,
    day,
    outTradeNo,
    outRefundNo,
    localFen: localFen ?? null,
    remoteFen: remoteFen ?? null,
  };
  const recorded = await tx
    .insert(paymentDifferences)
    .values({ ...row, id: ids(), discoveredAt: clock() })
    .onConflictDoNothing()
    .returning({ id: paymentDifferences.id });
  if (recorded.length > 0) warn({ kind, provider, outTradeNo, outRefundNo }, "payment difference");
}

export interface BillDay {
  readonly provider: PayProviderId;
  /** Day in Beijing, as `YYYY-MM-DD`. */
  readonly day: string;
}

/**
 * Creates the row of a day, whose bill is compared when it is ready. For a provider without bills the row only holds
 * differences. Returns false when it exists already.
 */
export async function openBillDay(
  tx: Transaction,
  now: Date,
  { provider, day }: BillDay,
): Promise<boolean> {
  const opened = await tx
    .insert(billDays)
    .values({ provider, day, state: "open" })
    .onConflictDoNothing()
    .returning({ day: billDays.day });
  if (opened.length === 0) return false;
  const readyInMs = billReadyAt(day).getTime() - now.getTime();
  await enqueue(
    tx,
    "compare-bill",
    { provider, day },
    { afterS: Math.max(0, Math.ceil(readyInMs / 1000)) },
  );
  return true;
}
