/** Detection of changes that somebody with the owner's password makes to the audit log, and the rotation of its keys. */
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { hashOfRow } from "../core/audit/audit-chain.ts";
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainBatch, chainWaiting } from "../core/audit/chain-batch.ts";
import { verifyAudit } from "../core/audit/verify-audit.ts";
import { openDatabase } from "../infra/db/database.ts";
import { audit, auditHead } from "../infra/db/schema/index.ts";
import {
  appendEntry,
  auditClock,
  auditEntry,
  auditLogOn,
  checkAuditLog,
  emptyAuditLog,
  forgeWith,
  testAuditKeys,
} from "../testing/audit-log.ts";
import { openTestDatabase } from "../testing/resources.ts";

const { db, owner, ownerUrl } = await openTestDatabase();
const ownerDatabase = openDatabase({ url: ownerUrl, connections: 1 }, { warn: () => {} });
afterAll(ownerDatabase.close);
const append = () => appendEntry(db);
const forge = forgeWith(owner);

beforeEach(() => emptyAuditLog(owner));

describe("tampering with the outbox by its owner", () => {
  test.each([1, 2, 3])(
    "a row removed from the outbox is detected before and after chaining: row %i of 3",
    async (number) => {
      for (let count = 0; count < 3; count++) await append();
      await forge(`delete from audit_outbox where number = ${number}`);
      const expected = { intact: false, seq: number, fault: "missing" };
      expect(await verifyAudit(auditLogOn(db))).toEqual(expected);
      expect(await checkAuditLog(db)).toEqual(expected);
      await append();
      await chainWaiting(auditLogOn(db));
      expect(await chainBatch(auditLogOn(db))).toBe("row-missing");
      expect(await checkAuditLog(db)).toEqual(expected);
    },
  );

  test("an entry that records the loss can replace a missing row, and the chain continues", async () => {
    for (let count = 0; count < 3; count++) await append();
    await forge("delete from audit_outbox where number = 2");
    await owner.query(
      "insert into audit_outbox (number, at, actor, action, subject, details) values (2, now(), 'system', 'entry-lost', 'audit:2', '{}')",
    );
    expect(await checkAuditLog(db)).toMatchObject({ intact: true, rows: 3, waiting: 0 });
  });

  test("a row inserted into the outbox without a number is detected", async () => {
    await append();
    await forge(
      "insert into audit_outbox (at, actor, action, subject, details) values (now(), 'system', 'x', 'y', '{}')",
    );
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 2, fault: "inserted" });
  });
});

const keyOf = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
describe("audit key rotation", () => {
  test("a newer key in front of the list chains new rows, and the older key still verifies its own rows", async () => {
    const [older, newer] = [keyOf("a1", 1), keyOf("a2", 2)];
    await append();
    await chainWaiting({ db, keys: createAuditKeys([older]) });
    const both = { ...auditLogOn(db), keys: createAuditKeys([newer, older]) };
    await append();
    await chainWaiting(both);
    expect(await verifyAudit(both)).toMatchObject({ intact: true, rows: 2 });
    const without = { ...auditLogOn(db), keys: createAuditKeys([newer]) };
    expect(await verifyAudit(without)).toEqual({ intact: false, seq: 1, fault: "key-missing" });
    await append();
    expect(await chainBatch({ db, keys: createAuditKeys([older]) })).toBe("key-missing");
    expect(await chainBatch(both)).toEqual({ chained: 1 });
  });

  test("a row chained with a replaced key after a newer one is detected as forged", async () => {
    const [older, newer] = [
      createAuditKeys([keyOf("a1", 1)]),
      createAuditKeys([keyOf("a2", 2), keyOf("a1", 1)]),
    ];
    await append();
    await chainWaiting({ db, keys: newer });
    const [last] = await db.select().from(audit);
    const forged = {
      ...auditEntry,
      seq: 2,
      at: auditClock(),
      previousHash: last?.hash ?? "",
      keyId: "a1",
    };
    const hash = hashOfRow(older, forged);
    await ownerDatabase.db.insert(audit).values({ ...forged, hash });
    await ownerDatabase.db.update(auditHead).set({ seq: 2, hash, keyId: "a1" });
    expect(await verifyAudit({ ...auditLogOn(db), keys: newer })).toEqual({
      intact: false,
      seq: 2,
      fault: "changed",
    });
  });
});

describe("tampering with the chain", () => {
  beforeEach(async () => {
    for (let count = 0; count < 4; count++) await append();
    await chainWaiting(auditLogOn(db));
  });

  test.each([
    ["a changed action", "update audit set action = 'nothing' where seq = 2"],
    ["a changed time", "update audit set at = at + interval '1 second' where seq = 2"],
    [
      "a changed detail",
      `update audit set details = jsonb_set(details, '{nested,a}', '3') where seq = 2`,
    ],
    ["a changed hash", "update audit set hash = repeat('a', 64) where seq = 2"],
    [
      "two rows that changed places",
      "update audit set seq = case seq when 2 then 3 else 2 end + 100 where seq in (2, 3); update audit set seq = seq - 100 where seq > 100",
    ],
  ])("detects %s", async (_what, statement) => {
    await forge(statement);
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 2, fault: "changed" });
  });

  test.each([1, 2, 4])("detects that row %i of 4 was removed", async (seq) => {
    await forge(`delete from audit where seq = ${seq}`);
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq, fault: "missing" });
  });

  test("detects that a row was removed and the rest renumbered", async () => {
    await forge(
      "delete from audit where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 4",
    );
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 2, fault: "changed" });
  });

  test("detects that a row was inserted at the end", async () => {
    await forge(
      "insert into audit select seq + 1, at, actor, action, subject, details, hash, repeat('b', 64), key_id from audit where seq = 4",
    );
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 5, fault: "inserted" });
  });

  test("detects that a row was inserted between others", async () => {
    await forge(
      "update audit set seq = 5 where seq = 4; insert into audit select 4, at, actor, action, subject, details, hash, repeat('b', 64), key_id from audit where seq = 3",
    );
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 4, fault: "changed" });
  });

  test("detects that a row was removed and the rows after it were rehashed with another key", async () => {
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
    await ownerDatabase.db.insert(audit).values(rehashed);
    await ownerDatabase.db.update(auditHead).set({ seq: 3, hash: previousHash });
    expect(await checkAuditLog(db)).toEqual({ intact: false, seq: 2, fault: "changed" });
  });
});
