/** Writing the audit log: order, numbers, and the rights of the service and of the owner. */
import { beforeEach, describe, expect, test } from "vitest";
import { appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { chainBatch, chainWaiting, readOldestWaiting } from "../core/audit/chain-batch.ts";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  appendEntry,
  auditClock,
  auditEntry,
  auditLogOn,
  checkAuditLog,
  emptyAuditLog,
  forgeWith,
} from "../testing/audit-log.ts";
import { openTestDatabase } from "../testing/resources.ts";

const { db, pool, owner } = await openTestDatabase();
const append = () => appendEntry(db);
const forge = forgeWith(owner);

beforeEach(() => emptyAuditLog(owner));

describe("the audit log", () => {
  test("an unchanged log is intact", async () => {
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 0 });
    for (let count = 0; count < 3; count++) await append();
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 3 });
  });

  test("rows of concurrent writers are chained", async () => {
    await Promise.all(Array.from({ length: 40 }, () => append()));
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 40 });
  });

  test("a long log is verified to its end", async () => {
    await inTransaction(db, (tx) =>
      appendAuditOfEach(tx, auditClock, auditEntry, Array<string>(1000).fill("collection:1")),
    );
    await append();
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 1001 });
    await forge("delete from audit where seq = 1001");
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 1001, fault: "missing" });
  });

  test("a rolled-back transaction leaves no row and no gap in the numbers", async () => {
    await append();
    const failed = inTransaction(db, async (tx) => {
      await appendAuditOfEach(tx, auditClock, auditEntry, [auditEntry.subject]);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await append();
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 2 });
  });

  test.each([
    "update audit set action = 'nothing'",
    "delete from audit",
    "truncate audit",
    "delete from audit_head",
  ])("the service and the owner are refused: %s", async (statement) => {
    await append();
    await chainWaiting(auditLogOn(db));
    await expect(pool.query(statement)).rejects.toThrow("permission denied");
    await expect(owner.query(statement)).rejects.toThrow("never changed or removed");
  });

  test("rows of one transaction keep their order in the chain, and unchained rows are counted", async () => {
    const [inserted, mayCommit] = [open(), open()];
    const committed = inTransaction(db, async (tx) => {
      await appendAuditOfEach(tx, auditClock, auditEntry, ["collection:late"]);
      inserted.end();
      await mayCommit.ended;
    });
    await inserted.ended;
    await append();
    await chainWaiting(auditLogOn(db));
    mayCommit.end();
    await committed;
    expect(await verifyAudit(auditLogOn(db))).toMatchObject({ intact: true, rows: 1, waiting: 1 });
    await Promise.all([1, 2, 3].map(() => chainBatch(auditLogOn(db))));
    const { rows } = await pool.query("select seq::int, subject from audit order by seq");
    expect(rows).toEqual([
      { seq: 1, subject: "collection:1" },
      { seq: 2, subject: "collection:late" },
    ]);
  });

  test("a writer does not wait for another writer's open transaction", async () => {
    const [inserted, mayCommit] = [open(), open()];
    const slow = inTransaction(db, async (tx) => {
      await appendAuditOfEach(tx, auditClock, auditEntry, [auditEntry.subject]);
      inserted.end();
      await mayCommit.ended;
    });
    await inserted.ended;
    await pool.query(
      "begin; set local lock_timeout = 1; insert into audit_outbox (at, actor, action, subject, details) values (now(), 'system', 'x', 'y', '{}'); commit",
    );
    await append();
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 2 });
    mayCommit.end();
    await slow;
  });
});

describe("the service role's access to the outbox", () => {
  beforeEach(async () => {
    await append();
    await append();
    await append();
  });

  const row = "(at, actor, action, subject, details) values (now(), 'system', 'x', 'y', '{}')";
  test.each([
    "delete from audit_outbox",
    "update audit_outbox set actor = 'nobody'",
    "truncate audit_outbox",
    `insert into audit_outbox (number, at, actor, action, subject, details) values (9, now(), 'system', 'x', 'y', '{}')`,
    `insert into audit_outbox (id, at, actor, action, subject, details) overriding system value values (9, now(), 'system', 'x', 'y', '{}')`,
    "select nextval('audit_outbox_id_seq')",
    "update audit_numbers set last_number = 9",
    "select number_audit_rows()",
    "alter table audit_outbox disable trigger all",
    "insert into audit select number, at, actor, action, subject, details, repeat('0', 64), repeat('a', 64), 'a' from audit_outbox",
    "update audit_head set seq = 2",
    "select * from audit_head for update",
  ])("the service role is refused: %s", async (statement) => {
    await expect(pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 3 });
  });

  test("only the next rows can be chained out of the outbox, each with a hash", async () => {
    const chain = (first: number, hashes: readonly string[]) =>
      pool.query("select chain_audit($1, $2, 'a1') as done", [first, hashes]);
    const [hash, otherHash] = ["a".repeat(64), "b".repeat(64)];
    expect((await chain(2, [hash])).rows).toEqual([{ done: false }]);
    await expect(chain(1, [])).rejects.toThrow("null value");
    await expect(
      chain(1, [hash, otherHash, hash.replace("a", "c"), otherHash.replace("b", "c")]),
    ).rejects.toThrow("is missing");
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 3 });
    await append();
    await chain(4, [hash]);
    expect(await verifyAudit(auditLogOn(db))).toMatchObject({ intact: false, seq: 4 });
  });

  test("a changed search path and an aborted transaction leave no gap in the numbers", async () => {
    await pool.query(
      `begin; insert into audit_outbox ${row}; set constraints all immediate; rollback`,
    );
    await pool.query(
      `begin; set local search_path = pg_temp; insert into public.audit_outbox ${row}; commit`,
    );
    expect(
      (await pool.query("select array_agg(number order by id)::text as numbers from audit_outbox"))
        .rows,
    ).toEqual([{ numbers: "{1,2,3,4}" }]);
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 4 });
  });
});

test("the time of the oldest unchained row is returned", async () => {
  expect(await readOldestWaiting(db)).toBeNull();
  await append();
  expect(await readOldestWaiting(db)).toEqual(auditClock());
  await chainWaiting(auditLogOn(db));
  expect(await readOldestWaiting(db)).toBeNull();
});

function open() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, ended };
}
