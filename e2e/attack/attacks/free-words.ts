/** Words that people typed, for whoever reads the database. */
import assert from "node:assert/strict";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Attack } from "../attack-kinds.ts";

const tables = z.array(z.object({ name: z.string() }));
const counted = z.array(z.object({ count: z.coerce.number() })).length(1);

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
      const seen = await inProductDatabase(product, async (client) => {
        const { rows } = await client.query(
          "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
        );
        const holding: string[] = [];
        const all = tables.parse(rows);
        for (const { name } of all) {
          const found = await client.query(`select count(*) from ${name} as t where t::text like $1`, [`%${words}%`]);
          if ((counted.parse(found.rows)[0]?.count ?? 0) > 0) holding.push(name);
        }
        return { all, holding };
      });
      assert.deepEqual(seen.holding, []);
      const { timeLine } = await take(service.call("readCollectionForService", { params }));
      assert.ok(JSON.stringify(timeLine).includes(words), "customer service cannot read what it wrote");
      return `in none of ${seen.all.length} tables, and read by customer service`;
    },
  },
];
