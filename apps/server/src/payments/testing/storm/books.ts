/** Reads both sides of the money: the sandbox's books, and the service's ledger per order. */
import { allPayProviders, type PayProviderId } from "@gradphoto/domain";
import { z } from "zod";
import { standIns } from "../payment-deps.ts";
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
    z.object({
      outRefundNo: z.string(),
      outTradeNo: z.string(),
      status: z.string(),
      refundFen: z.number(),
    }),
  ),
  notifications: z.array(
    z.object({
      flaw: z.string(),
      state: z.string(),
      lastStatus: z.number().optional(),
      eventType: z.string(),
    }),
  ),
});

type ProviderBooks = z.output<typeof books>;

export interface Books extends Pick<ProviderBooks, "orders" | "refunds" | "notifications"> {
  readonly heldFen: ReadonlyMap<PayProviderId, number>;
}

/** Combines the books of all stand-ins. */
export async function readBooks({ sandbox }: StormWorld): Promise<Books> {
  const all = await Promise.all(
    allPayProviders.map(async (id) => {
      const one = books.parse(await sandbox.control("GET", `${standIns[id]}/books`));
      return { id, one };
    }),
  );
  return {
    heldFen: new Map(all.map(({ id, one }) => [id, one.paidFen - one.refundedFen])),
    orders: all.flatMap(({ one }) => one.orders),
    refunds: all.flatMap(({ one }) => one.refunds),
    notifications: all.flatMap(({ one }) => one.notifications),
  };
}

/** Ledger postings of each order: payments, refunds, and the amount left at its provider, in fen. */
export interface Posted {
  readonly payments: number;
  readonly refunds: number;
  readonly leftFen: number;
}

export async function readPosted({ db }: StormWorld): Promise<ReadonlyMap<string, Posted>> {
  const { rows } = await db.execute<{
    orderId: string;
    payments: number;
    refunds: number;
    leftFen: number;
  }>(`
    select t.order_id as "orderId", count(*) filter (where t.kind = 'payment')::int as payments,
      count(*) filter (where t.kind = 'refund')::int as refunds, sum(e.amount_fen)::int as "leftFen"
    from ledger_transactions t join orders o on o.id = t.order_id
      join ledger_entries e on e.transaction_id = t.id and e.account = o.provider
    group by t.order_id`);
  return new Map(rows.map(({ orderId, ...posted }) => [orderId, posted]));
}
