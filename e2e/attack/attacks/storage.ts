/** Attackers with the database password of the service, or with the disk. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { upload } from "../../people/submit-photo.ts";
import { inProductDatabase, productDatabaseUrl } from "../../product/product-database.ts";
import type { Product } from "../../product/start-product.ts";
import { type Attack, ask, asPerson, expectLine, judged } from "../target.ts";

const statements = [
  "delete from audit_outbox",
  "update audit_outbox set actor = 'nobody'",
  "truncate audit_outbox",
  "insert into audit_outbox (number, at, actor, action, subject, details) values (1, now(), 'system', 'x', 'y', '{}')",
  "update audit_numbers set last_number = 0",
  "delete from audit",
  "update audit set actor = 'nobody'",
  "update audit_head set seq = 0",
  "alter table audit disable trigger all",
  "set session_replication_role = replica",
  "create table mine (id int)",
  "create role mine superuser",
  "copy (select 1) to program 'id'",
];

export const auditAttacks: readonly Attack[] = [
  {
    name: "the service's database role attacks the audit log",
    must: "it may add rows to the outbox, and not remove, change or number any",
    run: async ({ product }) => {
      const client = new pg.Client({ connectionString: productDatabaseUrl(product) });
      await client.connect();
      try {
        for (const text of statements)
          await assert.rejects(client.query(text), /permission denied|must be owner/i, text);
        return `${statements.length} statements: refused by the database`;
      } finally {
        await client.end();
      }
    },
  },
];

const rows = z.array(z.object({ photo: z.string() })).length(1);

/** Returns the file of the finished photo. */
async function photoFile(product: Product, attemptId: string): Promise<string> {
  const match = await inProductDatabase(product, (client) =>
    client.query("select photo_key as photo from attempts where id = $1", [attemptId]),
  );
  const [row] = rows.parse(match.rows);
  assert.ok(row);
  return join(product.dataFolder, "objects", row.photo);
}

export const storedPhotoAttacks: readonly Attack[] = [
  {
    name: "one changed byte in a stored photo",
    must: "502 with its own code and a log line; the original bytes are served again once they are back",
    run: async ({ product, addStudent }) => {
      const student = await addStudent();
      const { attemptId } = await take(upload(student));
      const { result } = await judged(student, attemptId);
      assert.ok(result);
      const open = () => ask(product.url, result.url, { headers: asPerson(student.client) });
      assert.equal((await open()).status, 200);
      const file = await photoFile(product, attemptId);
      const complete = readFileSync(file);
      const changed = Buffer.from(complete);
      changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
      writeFileSync(file, changed);
      const answer = await open();
      writeFileSync(file, complete);
      assert.deepEqual([answer.status, answer.code], [502, "stored-object-damaged"]);
      await expectLine(product, "a changed photo", (line) => line.includes("ObjectChangedError"));
      assert.equal((await open()).status, 200);
      return "502 stored-object-damaged, in the log; whole again: 200";
    },
  },
];
