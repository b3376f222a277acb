import { allPayProviders } from "@gradphoto/domain";
import { describe, expect, test } from "vitest";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { postPayment } from "./ledger.ts";
import { readBalance, sumUpLedger } from "./ledger-balance.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const { db, pool, owner } = world;
const sums = async () =>
  (
    await pool.query(
      "select up_to_entry_id::int as upto, account, amount_fen::int as fen from ledger_sums order by 1, 2",
    )
  ).rows;

test("an empty ledger has zero balances and nothing to sum up", async () => {
  const zeroes = Object.fromEntries(allPayProviders.map((provider) => [provider, 0]));
  expect(await readBalance(db)).toEqual({ ...zeroes, fees: 0, surplus: 0, sum: 0 });
  expect(await sumUpLedger(db)).toBe(0);
});

test("summing up leaves the balance unchanged, and later entries are added to it", async () => {
  await world.addPaid({ feeFen: 2500 });
  const previous = await readBalance(db);
  expect(await Promise.all([sumUpLedger(db), sumUpLedger(db), sumUpLedger(db)])).toContain(1);
  expect(await sumUpLedger(db)).toBe(0);
  expect(await readBalance(db)).toEqual(previous);
  await world.addPaid({ feeFen: 2500 });
  expect((await readBalance(db)).fees).toBe(previous.fees - 2500);
  expect(await sumUpLedger(db)).toBe(1);
  expect(await sums()).toEqual([
    { upto: 2, account: "fees", fen: -2500 },
    { upto: 2, account: "wechat-pay", fen: 2500 },
    { upto: 4, account: "fees", fen: -5000 },
    { upto: 4, account: "wechat-pay", fen: 5000 },
  ]);
});

test("summing up waits for a payment in an open transaction and counts it exactly once", async () => {
  const [slow, quick] = [
    await world.start(await world.addStudent()),
    await world.start(await world.addStudent()),
  ];
  const post = (tx: Transaction, { order }: typeof slow) =>
    postPayment(
      tx,
      { id: order.orderId, provider: "wechat-pay", amountFen: order.amountFen, counts: true },
      new Date(),
    );
  const previous = await readBalance(db);
  const waiting =
    "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  const { summing } = await inTransaction(db, async (tx) => {
    await post(tx, slow);
    await inTransaction(db, (other) => post(other, quick));
    const started = { summing: sumUpLedger(db) };
    await expect.poll(async () => (await pool.query(waiting)).rows[0].waiting).toBe(1);
    return started;
  });
  expect(await summing).toBe(1);
  const now = await readBalance(db);
  expect(now["wechat-pay"]).toBe(
    previous["wechat-pay"] + slow.order.amountFen + quick.order.amountFen,
  );
  expect((await sums()).at(-1)).toMatchObject({ account: "wechat-pay", fen: now["wechat-pay"] });
});

test("ledger sums cannot be updated, deleted or truncated", async () => {
  for (const act of [
    "update ledger_sums set amount_fen = 0",
    "delete from ledger_sums",
    "truncate ledger_sums",
  ])
    await expect(owner.query(act)).rejects.toThrow(/never changed/);
});

describe("the ledger", () => {
  test("rejects a transaction that does not sum to zero, and any update or deletion", async () => {
    const { order } = await world.addPaid();
    const insert = `with t as (insert into ledger_transactions (kind, order_id, refund_id, at)
      values ('refund', $1, $2, now()) returning id) insert into ledger_entries (transaction_id, account, amount_fen)
      select id, 'fees', 100 from t`;
    await expect(pool.query(insert, [order.orderId, order.orderId])).rejects.toMatchObject({
      code: /^23/,
    });
    await expect(pool.query("update ledger_entries set amount_fen = 1")).rejects.toMatchObject({
      code: "42501",
    });
    await expect(pool.query("delete from ledger_transactions")).rejects.toMatchObject({
      code: "42501",
    });
    const unbalancedEntry = `insert into ledger_entries (transaction_id, account, amount_fen)
      select id, 'fees', 1 from ledger_transactions limit 1`;
    await expect(pool.query(unbalancedEntry)).rejects.toMatchObject({ code: "23514" });
  });
});
