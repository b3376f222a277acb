/**
 * Checks invariants after any sequence of events. Ledger and orders must agree and, once all refunds have ended, match
 * the sandbox's books.
 */
import { allPayProviders, type PayProviderId } from "@gradphoto/domain";
import type { Pool } from "pg";
import { expect } from "vitest";
import type { Database } from "../../infra/db/database.ts";
import { readBalance, sumUpLedger } from "../ledger-balance.ts";

interface Books {
  readonly db: Database;
  readonly pool: Pool;
  readonly world: {
    readonly books: (provider: PayProviderId) => Promise<{ readonly paidFen: number; readonly refundedFen: number }>;
  };
}

export async function expectBooksAgree({ db, pool, world }: Books): Promise<void> {
  const { rows } = await pool.query<Record<"fees" | "surplus" | "openRefunds", number>>(`
    select coalesce(sum(amount_fen) filter (where state = 'paid' and counts), 0)::int as fees,
      coalesce(sum(amount_fen) filter (where state = 'paid' and not counts), 0)::int as surplus,
      (select count(*)::int from refunds where state in ('due', 'processing', 'abnormal')) as openRefunds from orders`);
  const { fees = 0, surplus = 0, openRefunds = 0 } = rows[0] ?? {};
  const byProvider = await pool.query<{ provider: PayProviderId; held: number }>(
    "select provider, sum(amount_fen)::int as held from orders where state = 'paid' group by provider",
  );
  const heldBy = (provider: PayProviderId): number =>
    byProvider.rows.find((row) => row.provider === provider)?.held ?? 0;
  const providers = Object.fromEntries(allPayProviders.map((provider) => [provider, heldBy(provider)]));
  const balance = { sum: 0, ...providers, fees: 0 - fees, surplus: 0 - surplus };
  expect(await readBalance(db)).toEqual(balance);
  await sumUpLedger(db);
  expect(await readBalance(db)).toEqual(balance);
  if (openRefunds > 0) return;
  for (const provider of allPayProviders) {
    const { paidFen, refundedFen } = await world.books(provider);
    expect(heldBy(provider), provider).toBe(paidFen - refundedFen);
  }
}
