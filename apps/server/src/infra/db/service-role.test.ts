import { serviceRole } from "@gradphoto/local-postgres";
import { sql } from "drizzle-orm";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkDatabase } from "../../programs/check-database.ts";
import { openEmptyDatabase, openTestDatabase } from "../../testing/resources.ts";
import { inTransaction, openDatabase } from "./database.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { grantServiceRole, serviceRoleFaults } from "./service-role.ts";

const { db, pool, owner, ownerUrl } = await openTestDatabase();

describe("rights of the service role", () => {
  test.each([
    "create table mine (id integer)",
    "alter table accounts add column hidden text",
    "drop table events",
    "truncate orders",
    "create function mine() returns integer language sql as 'select 1'",
    "alter table audit disable trigger all",
    "set session_replication_role = replica",
    "update audit set actor = 'nobody'",
    "delete from audit",
    "insert into audit_head (only_row, seq, hash) values (false, 0, repeat('0', 64))",
    "delete from audit_head",
    "update schema_migrations set number = number",
    "create table pgboss.mine (id integer)",
    `select pgboss.create_queue('mine', '{"partition": true}')`,
    "create role helper",
  ])("the service role is not allowed to: %s", async (statement) => {
    await expect(pool.query(statement)).rejects.toThrow(/permission denied|must be owner|violates/);
  });

  test("the service role can read and write tables of later migrations", async () => {
    await owner.query("create table later (id bigint generated always as identity, word text)");
    await pool.query("insert into later (word) values ('here')");
    expect((await pool.query("select word from later")).rows).toEqual([{ word: "here" }]);
    await owner.query("drop table later");
  });

  test("a missing service role is reported together with the statement that creates it", async () => {
    await expect(grantServiceRole(owner, "nobody-yet")).rejects.toThrow(
      `create role "nobody-yet" login password`,
    );
  });
});

describe("production start", () => {
  test("accepts the service role on a database that is as new as the program or newer", async () => {
    await checkDatabase(pool, { demo: false });
    await inTransaction(db, (tx) => tx.execute(sql`select 1`));
    await owner.query(
      "insert into schema_migrations (number, name, sha256) values (9999, '9999-later.sql', '')",
    );
    await checkDatabase(pool, { demo: false });
    await owner.query("delete from schema_migrations where number = 9999");
  });

  test("refuses the owner's role with an explanation; development accepts it", async () => {
    await expect(checkDatabase(owner, { demo: false })).rejects.toThrow(
      /may do too much: .*superuser.*owns tables.*may make tables.*may change the audit log.*GRADPHOTO_MIGRATE_DATABASE_URL/,
    );
    await checkDatabase(owner, { demo: true });
  });

  test.each([
    [
      "owns a table",
      `create table theirs (id integer); alter table theirs owner to ${serviceRole}`,
      "drop table theirs",
    ],
    [
      "may change the audit log",
      `grant update on audit to ${serviceRole}`,
      `revoke update on audit from ${serviceRole}`,
    ],
    [
      "may make tables",
      `grant create on schema public to ${serviceRole}`,
      `revoke create on schema public from ${serviceRole}`,
    ],
  ])("refuses a role that %s", async (_what, give, take) => {
    await owner.query(give);
    expect(await serviceRoleFaults(pool)).toHaveLength(1);
    await expect(checkDatabase(pool, { demo: false })).rejects.toThrow(/may do too much/);
    await owner.query(take);
    expect(await serviceRoleFaults(pool)).toEqual([]);
  });

  test("refuses an outdated or empty database and names the command to run", async () => {
    const [last] = (
      await owner.query("select * from schema_migrations order by number desc limit 1")
    ).rows;
    await owner.query("delete from schema_migrations where number = $1", [last.number]);
    await expect(checkDatabase(pool, { demo: false })).rejects.toThrow(
      /older than this program .*gradphoto migrate/,
    );
    await owner.query("insert into schema_migrations (number, name, sha256) values ($1, $2, $3)", [
      ...[last.number, last.name, last.sha256],
    ]);
    const empty = await openEmptyDatabase();
    await expect(checkDatabase(empty.pool, { demo: false })).rejects.toThrow(
      /0 of \d+ migrations, the last none/,
    );
  });
});

test("repeated concurrent migrations do not change the service role's rights", async () => {
  const repeated = openDatabase({ url: ownerUrl }, { warn: () => {} });
  onTestFinished(repeated.close);
  await Promise.all([1, 2, 3].map(() => prepareDatabase(repeated.pool, serviceRole)));
  expect(await serviceRoleFaults(pool)).toEqual([]);
});
