/** The audit log in the hands of the service's own database role. */
import assert from "node:assert/strict";
import pg from "pg";
import { productDatabaseUrl } from "../../product/product-database.ts";
import type { Attack } from "../attack-kinds.ts";

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
    name: "the service's own database role turned against the audit log",
    must: "it adds rows to the outbox, and removes, changes or numbers none",
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
