/** Takes note of what differs between our books and WeChat Pay's: once a day each, told to an operator, settled by finance. */
import type { DifferenceKind } from "@gradphoto/domain";
import type { Transaction } from "../infra/db/database.ts";
import { billDays, paymentDifferences } from "../infra/db/schema/index.ts";
import { beijingDay, billReadyAt } from "./beijing-days.ts";
import type { PaymentWork } from "./deps.ts";

export interface Difference {
  readonly kind: DifferenceKind;
  readonly outTradeNo?: string;
  readonly outRefundNo?: string;
  readonly oursFen?: number;
  readonly theirsFen?: number;
  /** Of the bill; left out, today. */
  readonly day?: string;
}

export async function recordDifference(
  tx: Transaction,
  { clock, ids, warn }: PaymentWork,
  { kind, outTradeNo = "", outRefundNo = "", oursFen, theirsFen, day = beijingDay(clock()) }: Difference,
): Promise<void> {
  await openBillDay(tx, day);
  const row = { kind, day, outTradeNo, outRefundNo, oursFen: oursFen ?? null, theirsFen: theirsFen ?? null };
  const recorded = await tx
    .insert(paymentDifferences)
    .values({ ...row, id: ids(), foundAt: clock() })
    .onConflictDoNothing()
    .returning({ id: paymentDifferences.id });
  if (recorded.length > 0) warn({ kind, outTradeNo, outRefundNo }, "payment difference");
}

/** The row of a day, whose bill is fetched when it is ready. */
export async function openBillDay(tx: Transaction, day: string): Promise<void> {
  await tx
    .insert(billDays)
    .values({ day, state: "open", askAfter: billReadyAt(day) })
    .onConflictDoNothing();
}
