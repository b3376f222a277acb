/** Words that people typed, for whoever reads the database. */
import assert from "node:assert/strict";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Product } from "../../product/start-product.ts";
import type { Attack } from "../attack-kinds.ts";

const tables = z.array(z.object({ name: z.string() }));
const counted = z.array(z.object({ count: z.coerce.number() })).length(1);

/** How many tables there are, in none of which any of the words stands. */
const hiddenIn = (product: Product, ...typed: readonly string[]): Promise<number> =>
  inProductDatabase(product, async (client) => {
    const { rows } = await client.query(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const all = tables.parse(rows);
    const holding: string[] = [];
    for (const { name } of all)
      for (const words of typed) {
        const found = await client.query(`select count(*) from ${name} as t where t::text like $1`, [`%${words}%`]);
        if ((counted.parse(found.rows)[0]?.count ?? 0) > 0) holding.push(name);
      }
    assert.deepEqual(holding, []);
    return all.length;
  });

export const freeWordAttacks: readonly Attack[] = [
  {
    name: "a note of customer service read in the database",
    against: ["free-words"],
    must: "its words stand in no table in plain, and its reader still reads them",
    run: async ({ product, staff, addStudent }) => {
      const { collectionId } = await addStudent();
      const words = `名字的第二个字写错了 ${collectionId.slice(0, 8)}`;
      const service = await staff("service");
      const params = { collectionId };
      await take(service.call("openCorrection", { params, body: { reason: words } }));
      const all = await hiddenIn(product, words);
      const { timeLine } = await take(service.call("readCollectionForService", { params }));
      assert.ok(JSON.stringify(timeLine).includes(words), "customer service cannot read what it wrote");
      return `in none of ${all} tables, and read by customer service`;
    },
  },
  {
    name: "a student's wish for their money, and the answer to it, read in the database",
    against: ["free-words"],
    must: "their words stand in no table in plain, and finance and the student still read them",
    run: async ({ product, staff, addStudent }) => {
      const { client, collectionId } = await addStudent();
      const [wish, answer] = [`我已休学 ${collectionId.slice(0, 8)}`, `请先与学院联系 ${collectionId.slice(0, 8)}`];
      const { orders } = await take(client.call("readCollectionOrders", { params: { collectionId } }));
      const [order] = orders;
      assert.ok(order);
      const params = { orderId: order.orderId };
      const asked = await take(client.call("requestRefund", { params, body: { reason: wish } }));
      const [refund] = asked.refunds;
      assert.ok(refund);
      const finance = await staff("finance-1");
      const outcome = { decision: "decline", reason: answer } as const;
      await take(finance.call("confirmRefund", { params: { refundId: refund.refundId }, body: { outcome } }));
      const all = await hiddenIn(product, wish, answer);
      const { refunds } = await take(finance.call("listRefunds", { query: { limit: 100 } }));
      assert.equal(refunds.find(({ refundId }) => refundId === refund.refundId)?.reason, wish);
      const told = await take(client.call("readOrder", { params }));
      assert.equal(told.refunds[0]?.declineReason, answer);
      return `in none of ${all} tables, and read by finance and the student`;
    },
  },
];
