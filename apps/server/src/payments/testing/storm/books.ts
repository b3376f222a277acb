/** Both sides of the money: the sandbox's own books, and our ledger order by order. */
import { z } from "zod";
import type { StormWorld } from "./storm-world.ts";

const books = z.object({
  paidFen: z.number(),
  refundedFen: z.number(),
  orders: z.array(
    z.object({
      outTradeNo: z.string(),
      state: z.string(),
      totalFen: z.number(),
      transactionId: z.string(),
      paidAtMs: z.number().optional(),
    }),
  ),
  refunds: z.array(
    z.object({ outRefundNo: z.string(), outTradeNo: z.string(), status: z.string(), refundFen: z.number() }),
  ),
  notifications: z.array(
    z.object({ flaw: z.string(), state: z.string(), lastStatus: z.number().optional(), eventType: z.string() }),
  ),
});

export type Books = z.output<typeof books>;

export const readBooks = async ({ sandbox }: StormWorld): Promise<Books> =>
  books.parse(await sandbox.control("GET", "/pay/books"));

/** What the ledger says of each order: payments and refunds posted, and what is left at WeChat Pay, in fen. */
export interface Posted {
  readonly payments: number;
  readonly refunds: number;
  readonly leftFen: number;
}

export async function readPosted({ db }: StormWorld): Promise<ReadonlyMap<string, Posted>> {
  const { rows } = await db.execute<{ orderId: string; payments: number; refunds: number; leftFen: number }>(`
    select t.order_id as "orderId", count(*) filter (where t.kind = 'payment')::int as payments,
      count(*) filter (where t.kind = 'refund')::int as refunds, sum(e.amount_fen)::int as "leftFen"
    from ledger_transactions t join ledger_entries e on e.transaction_id = t.id and e.account = 'wechat-pay'
    group by t.order_id`);
  return new Map(rows.map(({ orderId, ...posted }) => [orderId, posted]));
}
