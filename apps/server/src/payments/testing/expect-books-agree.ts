/** What must hold after whatever happened: the ledger, the orders and, once all refunds ended, the sandbox's books say the same. */
import type { Pool } from "pg";
import { expect } from "vitest";
import type { Database } from "../../infra/db/database.ts";
import { readBalance, sumUpLedger } from "../ledger-balance.ts";
import type { PayWorld } from "./pay-world.ts";

interface Books {
  readonly db: Database;
  readonly pool: Pool;
  readonly world: Pick<PayWorld, "books">;
}

export async function expectBooksAgree({ db, pool, world }: Books): Promise<void> {
  const { rows } = await pool.query<Record<"held" | "fees" | "surplus" | "underway", number>>(`
    select coalesce(sum(amount_fen) filter (where state = 'paid'), 0)::int as held,
      coalesce(sum(amount_fen) filter (where state = 'paid' and counts), 0)::int as fees,
      coalesce(sum(amount_fen) filter (where state = 'paid' and not counts), 0)::int as surplus,
      (select count(*)::int from refunds where state in ('due', 'processing', 'abnormal')) as underway from orders`);
  const { held = 0, fees = 0, surplus = 0, underway = 0 } = rows[0] ?? {};
  const balance = { sum: 0, "wechat-pay": held, fees: 0 - fees, surplus: 0 - surplus };
  expect(await readBalance(db)).toEqual(balance);
  await sumUpLedger(db);
  expect(await readBalance(db)).toEqual(balance);
  const { paidFen, refundedFen } = await world.books();
  if (underway === 0) expect(held).toBe(paidFen - refundedFen);
}
