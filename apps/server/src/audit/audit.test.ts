import { beforeEach, describe, expect, test } from "vitest";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type AuditEntry, hashOfRow } from "../core/audit/audit-chain.ts";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { audit, auditHead } from "../infra/db/schema/index.ts";
import { openTestDatabase } from "../testing/test-database.ts";

const { db, pool } = await openTestDatabase();
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
  await pool.query(`begin; set local session_replication_role = replica; ${statement}; commit`);
};

beforeEach(async () => {
  await forge("delete from audit; update audit_head set seq = 0, hash = repeat('0', 64)");
});

describe("the audit log", () => {
  test("is whole when nobody touched it", async () => {
    expect(await verifyAudit(db)).toMatchObject({ whole: true, rows: 0 });
    for (let count = 0; count < 3; count++) await append();
    expect(await verifyAudit(db)).toMatchObject({ whole: true, rows: 3 });
  });

  test("chains rows of writers that come at once", async () => {
    await Promise.all(Array.from({ length: 40 }, () => append()));
    expect(await verifyAudit(db)).toMatchObject({ whole: true, rows: 40 });
  });

  test("is walked to its end when it is long", async () => {
    let previousHash = "0".repeat(64);
    const rows = Array.from({ length: 1000 }, (_, index) => {
      const row = { ...entry, seq: index + 1, at: clock(), previousHash };
      previousHash = hashOfRow(row);
      return { ...row, hash: previousHash };
    });
    await db.insert(audit).values(rows);
    await db.update(auditHead).set({ seq: 1000, hash: previousHash });
    await append();
    expect(await verifyAudit(db)).toMatchObject({ whole: true, rows: 1001 });
    await forge("delete from audit where seq = 1001");
    expect(await verifyAudit(db)).toEqual({ whole: false, seq: 1001, fault: "missing" });
  });

  test("keeps nothing of a transaction that failed, and goes on without a gap", async () => {
    await append();
    const failed = inTransaction(db, async (tx) => {
      await appendAudit(tx, clock, entry);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await append();
    expect(await verifyAudit(db)).toMatchObject({ whole: true, rows: 2 });
  });

  test.each(["update audit set action = 'nothing'", "delete from audit", "truncate audit", "delete from audit_head"])(
    "refuses: %s",
    async (statement) => {
      await append();
      await expect(pool.query(statement)).rejects.toThrow("never changed or removed");
    },
  );
});

describe("finds", () => {
  beforeEach(async () => {
    for (let count = 0; count < 4; count++) await append();
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
    expect(await verifyAudit(db)).toEqual({ whole: false, seq: 2, fault: "changed" });
  });

  test.each([1, 2, 4])("that row %i of 4 was removed", async (seq) => {
    await forge(`delete from audit where seq = ${seq}`);
    expect(await verifyAudit(db)).toEqual({ whole: false, seq, fault: "missing" });
  });

  test("that a row was removed and the rest renumbered", async () => {
    await forge(
      "delete from audit where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 4",
    );
    expect(await verifyAudit(db)).toEqual({ whole: false, seq: 2, fault: "changed" });
  });

  test("that a row was inserted at the end", async () => {
    await forge(
      "insert into audit select seq + 1, at, actor, action, subject, details, hash, repeat('b', 64) from audit where seq = 4",
    );
    expect(await verifyAudit(db)).toEqual({ whole: false, seq: 5, fault: "inserted" });
  });

  test("that a row was inserted in between", async () => {
    await forge(
      "update audit set seq = 5 where seq = 4; insert into audit select 4, at, actor, action, subject, details, hash, repeat('b', 64) from audit where seq = 3",
    );
    expect(await verifyAudit(db)).toEqual({ whole: false, seq: 4, fault: "changed" });
  });
});
