import { beforeEach, describe, expect, test } from "vitest";
import { appendAudit, appendAuditOfEach } from "../core/audit/append-audit.ts";
import { type AuditEntry, hashOfRow } from "../core/audit/audit-chain.ts";
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainBatch, chainWaiting } from "../core/audit/chain-audit.ts";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { audit, auditHead } from "../infra/db/schema/index.ts";
import { auditLogOn, checkAuditLog, testAuditKeys } from "../testing/check-audit-log.ts";
import { openTestDatabase } from "../testing/test-database.ts";

const { db, pool, owner } = await openTestDatabase();
const clock = () => new Date("2027-03-01T08:00:00.123Z");
const entry: AuditEntry = {
  actor: "reviewer:1",
  action: "look-at-picture",
  subject: "collection:1",
  details: { z: 1, a: [true, null, 0.1 + 0.2, 1e-7, "照片"], nested: { b: 2, a: 1 } },
};
const append = (to: Database = db): Promise<void> => inTransaction(to, (tx) => appendAudit(tx, clock, entry));
/** As somebody with the database's password would: past the trigger. */
const forge = async (statement: string): Promise<void> => {
  await owner.query(`begin; set local session_replication_role = replica; ${statement}; commit`);
};

beforeEach(async () => {
  await forge(
    "delete from audit; delete from audit_outbox; update audit_head set seq = 0, hash = repeat('0', 64), key_id = null",
  );
});

describe("the audit log", () => {
  test("is whole when nobody touched it", async () => {
    expect(await checkAuditLog(db)).toMatchObject({ whole: true, rows: 0 });
    for (let count = 0; count < 3; count++) await append();
    expect(await checkAuditLog(db)).toMatchObject({ whole: true, rows: 3 });
  });

  test("chains rows of writers that come at once", async () => {
    await Promise.all(Array.from({ length: 40 }, () => append()));
    expect(await checkAuditLog(db)).toMatchObject({ whole: true, rows: 40 });
  });

  test("is walked to its end when it is long", async () => {
    await inTransaction(db, (tx) => appendAuditOfEach(tx, clock, entry, Array<string>(1000).fill("collection:1")));
    await append();
    expect(await checkAuditLog(db)).toMatchObject({ whole: true, rows: 1001 });
    await forge("delete from audit where seq = 1001");
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq: 1001, fault: "missing" });
  });

  test("keeps nothing of a transaction that failed, and goes on without a gap", async () => {
    await append();
    const failed = inTransaction(db, async (tx) => {
      await appendAudit(tx, clock, entry);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await append();
    expect(await checkAuditLog(db)).toMatchObject({ whole: true, rows: 2 });
  });

  test.each(["update audit set action = 'nothing'", "delete from audit", "truncate audit", "delete from audit_head"])(
    "refuses: %s",
    async (statement) => {
      await append();
      await chainWaiting(auditLogOn(db));
      await expect(pool.query(statement)).rejects.toThrow("permission denied");
      await expect(owner.query(statement)).rejects.toThrow("never changed or removed");
    },
  );

  test("numbers rows of one transaction in their order, whoever chains them, and tells what is not chained yet", async () => {
    const [early, late] = [open(), open()];
    const committed = inTransaction(db, async (tx) => {
      await appendAudit(tx, clock, { ...entry, subject: "collection:late" });
      early.end();
      await late.ended;
    });
    await early.ended;
    await append();
    await chainWaiting(auditLogOn(db));
    late.end();
    await committed;
    expect(await verifyAudit(auditLogOn(db))).toMatchObject({ whole: true, rows: 1, waiting: 1 });
    await Promise.all([1, 2, 3].map(() => chainBatch(auditLogOn(db), { wait: true })));
    const { rows } = await pool.query("select seq::int, subject from audit order by seq");
    expect(rows).toEqual([
      { seq: 1, subject: "collection:1" },
      { seq: 2, subject: "collection:late" },
    ]);
  });

  test("keeps a writer waiting for nobody while another's transaction is open", async () => {
    const [begun, over] = [open(), open()];
    const slow = inTransaction(db, async (tx) => {
      await appendAudit(tx, clock, entry);
      begun.end();
      await over.ended;
    });
    await begun.ended;
    await pool.query(
      "begin; set local lock_timeout = 1; insert into audit_outbox (at, actor, action, subject, details) values (now(), 'system', 'x', 'y', '{}'); commit",
    );
    await append();
    expect(await checkAuditLog(db)).toMatchObject({ whole: true, rows: 2 });
    over.end();
    await slow;
  });
});

function open() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, ended };
}

const keyOf = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
describe("the keys of the audit log", () => {
  test("are changed by putting a newer one in front, and the older one still proves its rows", async () => {
    const [older, newer] = [keyOf("a1", 1), keyOf("a2", 2)];
    await append();
    await chainWaiting({ db, keys: createAuditKeys([older]) });
    const both = { ...auditLogOn(db), keys: createAuditKeys([newer, older]) };
    await append();
    await chainWaiting(both);
    expect(await verifyAudit(both)).toMatchObject({ whole: true, rows: 2 });
    const without = { ...auditLogOn(db), keys: createAuditKeys([newer]) };
    expect(await verifyAudit(without)).toEqual({ whole: false, seq: 1, fault: "key-missing" });
    await append();
    expect(await chainBatch({ db, keys: createAuditKeys([older]) }, { wait: false })).toBe("key-missing");
    expect(await chainBatch(both, { wait: false })).toEqual({ chained: 1 });
  });

  test("that were replaced chain nothing behind a row of a newer one: who found an old key forges no end", async () => {
    const [older, newer] = [createAuditKeys([keyOf("a1", 1)]), createAuditKeys([keyOf("a2", 2), keyOf("a1", 1)])];
    await append();
    await chainWaiting({ db, keys: newer });
    const [last] = await db.select().from(audit);
    const forged = { ...entry, seq: 2, at: clock(), previousHash: last?.hash ?? "", keyId: "a1" };
    const hash = hashOfRow(older, forged);
    await db.insert(audit).values({ ...forged, hash });
    await db.update(auditHead).set({ seq: 2, hash, keyId: "a1" });
    expect(await verifyAudit({ ...auditLogOn(db), keys: newer })).toEqual({ whole: false, seq: 2, fault: "changed" });
  });
});

describe("finds", () => {
  beforeEach(async () => {
    for (let count = 0; count < 4; count++) await append();
    await chainWaiting(auditLogOn(db));
  });

  test.each([
    ["a changed action", "update audit set action = 'nothing' where seq = 2"],
    ["a changed time", "update audit set at = at + interval '1 second' where seq = 2"],
    ["a changed detail", `update audit set details = jsonb_set(details, '{nested,a}', '3') where seq = 2`],
    ["a changed hash", "update audit set hash = repeat('a', 64) where seq = 2"],
    [
      "two rows that changed places",
      "update audit set seq = case seq when 2 then 3 else 2 end + 100 where seq in (2, 3); update audit set seq = seq - 100 where seq > 100",
    ],
  ])("%s", async (_what, statement) => {
    await forge(statement);
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq: 2, fault: "changed" });
  });

  test.each([1, 2, 4])("that row %i of 4 was removed", async (seq) => {
    await forge(`delete from audit where seq = ${seq}`);
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq, fault: "missing" });
  });

  test("that a row was removed and the rest renumbered", async () => {
    await forge(
      "delete from audit where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 4",
    );
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq: 2, fault: "changed" });
  });

  test("that a row was inserted at the end", async () => {
    await forge(
      "insert into audit select seq + 1, at, actor, action, subject, details, hash, repeat('b', 64), key_id from audit where seq = 4",
    );
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq: 5, fault: "inserted" });
  });

  test("that a row was inserted in between", async () => {
    await forge(
      "update audit set seq = 5 where seq = 4; insert into audit select 4, at, actor, action, subject, details, hash, repeat('b', 64), key_id from audit where seq = 3",
    );
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq: 4, fault: "changed" });
  });

  test("that a row was removed and all behind it were hashed again with another key", async () => {
    const foreign = createAuditKeys([keyOf(testAuditKeys.newestId, 7)]);
    const rows = await db.select().from(audit).orderBy(audit.seq);
    let previousHash = rows[0]?.hash ?? "";
    const rehashed = [rows[2], rows[3]].map((row, index) => {
      if (!row) throw new Error("Four rows are there");
      const without = { ...row, seq: index + 2, previousHash };
      previousHash = hashOfRow(foreign, without);
      return { ...without, hash: previousHash };
    });
    await forge("delete from audit where seq > 1");
    await db.insert(audit).values(rehashed);
    await db.update(auditHead).set({ seq: 3, hash: previousHash });
    expect(await checkAuditLog(db)).toEqual({ whole: false, seq: 2, fault: "changed" });
  });
});
