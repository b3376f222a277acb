/** The audit log in the hands of whoever has the database, its owner's password and the key; and in those of the service's own role. */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { waitUntil } from "../../people/wait-until.ts";
import { childPid, environmentOf, pause } from "../../product/processes.ts";
import { inProductDatabase, ownerDatabaseUrl, productDatabaseUrl } from "../../product/product-database.ts";
import { runByHand } from "../../product/run-by-hand.ts";
import type { Product } from "../../product/start-product.ts";
import type { Attack } from "../attack-kinds.ts";

/** A head leaves each minute. */
const headWithinMs = 70_000;

function programOf(product: Product) {
  // Of the API's own parent, whom a program run by hand has not.
  const { NODE_CHANNEL_FD: _, ...api } = environmentOf(childPid(product, "api.ts") ?? 0);
  const env = { ...api, OWNER_DATABASE_URL: ownerDatabaseUrl(product) };
  return {
    check: () => runByHand("src/programs/audit-check.ts", [], env),
    rewrite: async (seq: number, key: "own" | "guessed") => {
      const { code, words } = await runByHand("bench/rewrite-audit.mjs", [String(seq), key], env);
      assert.equal(code, 0, words);
    },
  };
}

const kept = "create table kept_audit as table audit; create table kept_audit_head as table audit_head";
const restored = `
  alter table audit disable trigger user; alter table audit_head disable trigger user;
  delete from audit; insert into audit select * from kept_audit;
  delete from audit_head; insert into audit_head select * from kept_audit_head;
  alter table audit enable trigger user; alter table audit_head enable trigger user`;
/** Of all that left; what was written since is known to nobody outside. */
const cutBefore = (seq: number): string => `
  alter table audit disable trigger user; delete from audit where seq >= ${seq};
  update audit_head set (seq, hash) = (select seq, hash from audit order by seq desc limit 1);
  alter table audit enable trigger user`;

/** The last entry of each head that left: it stands in the object's name. */
function headsOf({ dataFolder }: Product): readonly number[] {
  const folder = join(dataFolder, "objects", "audit-heads");
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  return names.flatMap((name) => Number(/-s(\d+)-[0-9a-f]+$/.exec(name)?.[1] ?? 0) || []);
}

const english = (words: string): string => words.split(" / ").at(-1) ?? words;

export const auditAttacks: readonly Attack[] = [
  {
    name: "rows of the audit log removed, the rest chained anew without and with the key, its end cut off",
    against: ["audit-rewritten"],
    must: "npm run audit:check tells each of them, and finds the restored log whole",
    run: async ({ product }) => {
      const { check, rewrite } = programOf(product);
      const heads = () => Promise.resolve(headsOf(product));
      const left = await waitUntil("a head of the audit log", heads, ({ length }) => length > 0, headWithinMs);
      const goOn = pause(product, "worker.ts");
      const sql = (text: string) => inProductDatabase(product, (client) => client.query(text));
      try {
        const before = await check();
        assert.equal(before.code, 0, before.words);
        await sql(kept);
        const seen: string[] = [];
        const tamper: readonly (readonly [string, () => Promise<unknown>])[] = [
          ["without the key", () => rewrite(5, "guessed")],
          ["with the key", () => rewrite(5, "own")],
          ["cut off", () => sql(cutBefore(Math.max(...left)))],
        ];
        for (const [name, act] of tamper) {
          await act();
          const { code, words } = await check();
          await sql(restored);
          assert.equal(code, 1, `${name}: ${words}`);
          seen.push(`${name}: ${english(words).slice(0, 70)}`);
        }
        const after = await check();
        assert.equal(after.code, 0, after.words);
        return `${seen.join("; ")}; restored: ${english(after.words).slice(0, 40)}`;
      } finally {
        await sql("drop table if exists kept_audit, kept_audit_head");
        goOn();
      }
    },
  },
  {
    name: "the service's own database role turned against the audit log",
    against: ["audit-role"],
    must: "it owns nothing, is no superuser, and may add alone",
    run: async ({ product }) => {
      const client = new pg.Client({ connectionString: productDatabaseUrl(product) });
      await client.connect();
      const tries = [
        "delete from audit",
        "update audit set actor = 'nobody'",
        "truncate audit",
        "alter table audit disable trigger all",
        "drop trigger audit_is_append_only on audit",
        "drop table audit",
        "create table mine (id int)",
        "set session_replication_role = replica",
        "delete from audit_head",
        "create role mine superuser",
        "copy (select 1) to program 'id'",
        "select pg_read_file('/etc/passwd')",
      ];
      try {
        const { rows } = await client.query(
          "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user",
        );
        assert.deepEqual(rows, [{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false }]);
        for (const text of tries)
          await assert.rejects(client.query(text), /permission denied|must be owner|append|refuse/i, text);
        return `${tries.length} statements: refused by the database`;
      } finally {
        await client.end();
      }
    },
  },
];
