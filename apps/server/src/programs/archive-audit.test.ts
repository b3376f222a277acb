import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { verifyAudit, walkAudit } from "../core/audit/verify-audit.ts";
import { inTransaction } from "../infra/db/database.ts";
import { auditSegments } from "../infra/db/schema/index.ts";
import { encrypted } from "../infra/object-store/encrypted.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { archiveLog, auditLogOn, emptyAuditLog, forgeWith } from "../testing/audit-log.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { createMemoryStore } from "../testing/stores.ts";
import { runArchiveAudit } from "./archive-audit.ts";
import { runAuditCheck } from "./audit-check.ts";

const { db, owner, ownerUrl, url } = await openTestDatabase();
let objects: ObjectStore = createMemoryStore();

const entry = { actor: "system", action: "move:pay", details: {} } as const;
/** Appends `count` entries, by default on New Year's Eve of 2024 in Beijing. */
const append = async (count: number, at = "2024-12-31T23:59:59+08:00"): Promise<void> => {
  const subjects = Array.from({ length: count }, (_, number) => `collection:${number}`);
  await inTransaction(db, (tx) => appendAuditOfEach(tx, () => new Date(at), entry, subjects));
  await chainWaiting(auditLogOn(db));
};
const newYear = new Date("2025-01-01T00:00:00+08:00");
const archive = (until = newYear): Promise<number> => archiveLog(ownerUrl, objects, until);
const verdict = () => verifyAudit(auditLogOn(db, objects));
const forge = forgeWith(owner);
const inPlaceOfMoved =
  "insert into audit select 2, at, 'nobody', action, subject, details, previous_hash, repeat('a', 64), key_id from audit where seq = 5";
const rowsRetained = async (): Promise<number> =>
  (await owner.query("select from audit")).rowCount ?? 0;

beforeEach(async () => {
  objects = createMemoryStore();
  await emptyAuditLog(owner);
});

describe("archiving entries of a finished year", () => {
  test("entries move from the database to the object store, and the log stays intact and continues", async () => {
    await append(6000);
    await append(2, "2025-01-01T00:00:00+08:00");
    const previous = await verdict();
    expect(await archive()).toBe(2);
    expect(await rowsRetained()).toBe(2);
    expect(await verdict()).toEqual(previous);
    await append(1, "2025-01-02T00:00:00+08:00");
    expect(await verdict()).toMatchObject({ intact: true, rows: 6003 });
    expect(await archive()).toBe(0);
    expect(await archive(new Date("2026-01-01"))).toBe(1);
    expect(await rowsRetained()).toBe(0);
    await append(1, "2026-01-02T00:00:00+08:00");
    expect(await verdict()).toMatchObject({ intact: true, rows: 6004 });
  });

  test("entries after a later-dated one are not archived, so that a segment has no gap", async () => {
    await append(1);
    await append(1, "2025-01-01T00:00:00+08:00");
    await append(1);
    expect(await archive()).toBe(1);
    expect(await rowsRetained()).toBe(2);
  });

  test("entries can be archived while the log is being verified", async () => {
    await append(3000);
    const walk = walkAudit(auditLogOn(db, objects));
    expect((await walk.next()).value).toEqual({ rows: 1000, total: 3000 });
    await archive();
    let step = await walk.next();
    while (!step.done) step = await walk.next();
    expect(step.value).toMatchObject({ intact: true, rows: 3000 });
  });

  test("entries stay in the database if the object store does not return the stored segment", async () => {
    await append(3);
    const stored = objects;
    objects = { ...stored, get: async () => null };
    await expect(archive()).rejects.toThrow("not in the object store");
    objects = stored;
    expect(await rowsRetained()).toBe(3);
    expect(await verdict()).toMatchObject({ intact: true, rows: 3 });
    expect(await archive()).toBe(1);
  });

  test("entries can be deleted only by archiving them, whichever role deletes", async () => {
    await append(3);
    await expect(owner.query("delete from audit where seq = 1")).rejects.toThrow(
      "never changed or removed",
    );
    await archive();
    await expect(owner.query("delete from audit_segments")).rejects.toThrow(
      "never changed or removed",
    );
    for (const statement of [
      "delete from audit_segments",
      "update audit_segments set object_key = 'x'",
    ])
      await expect(db.$client.query(statement)).rejects.toThrow("permission denied");
    await expect(
      db.$client.query(
        "insert into audit_segments select first_seq + 9, last_seq + 9 from audit_segments",
      ),
    ).rejects.toThrow("permission denied");
  });
});

describe("tampering with archived entries", () => {
  beforeEach(async () => {
    await append(4);
    await archive();
    await append(2, "2025-02-01T00:00:00+08:00");
  });
  const segment = async () => {
    const [row] = await db.select().from(auditSegments);
    return row?.objectKey ?? "";
  };

  test("a missing segment file is detected", async () => {
    await objects.delete(await segment());
    expect(await verdict()).toEqual({ intact: false, seq: 1, fault: "missing" });
  });

  test("a changed segment file is detected", async () => {
    await objects.put(await segment(), Buffer.from("other"));
    expect(await verdict()).toEqual({ intact: false, seq: 1, fault: "changed" });
  });

  test("an unencrypted segment file is detected where encryption is required", async () => {
    const store = encrypted(objects, [{ id: "k1", key: randomBytes(32) }], randomBytes);
    expect(await verifyAudit(auditLogOn(db, store))).toEqual({
      intact: false,
      seq: 1,
      fault: "changed",
    });
  });

  test("a deleted segment row is detected", async () => {
    await forge("delete from audit_segments");
    expect(await verdict()).toEqual({ intact: false, seq: 1, fault: "missing" });
  });

  test("a segment file that was replaced together with its row is detected", async () => {
    await forge("update audit set seq = seq - 4, actor = 'nobody'");
    await forge("delete from audit_segments; update audit_head set seq = 2");
    await archive(new Date("2100-01-01"));
    expect(await verdict()).toEqual({ intact: false, seq: 1, fault: "changed" });
  });

  test("an entry inserted in place of an archived one is detected", async () => {
    await forge(inPlaceOfMoved);
    expect(await verdict()).toEqual({ intact: false, seq: 2, fault: "inserted" });
  });
});

describe("the service role's access to archived entries", () => {
  beforeEach(async () => {
    await append(4);
    await archive();
    await append(1, "2025-02-01T00:00:00+08:00");
  });

  test("the service role cannot insert an entry in place of an archived one", async () => {
    await expect(db.$client.query(inPlaceOfMoved)).rejects.toThrow("permission denied");
    await expect(owner.query(inPlaceOfMoved)).rejects.toThrow("never changed or removed");
  });

  test("the service role cannot schedule a segment for deletion", async () => {
    const scheduleDeletion =
      "insert into doomed_objects (key, delete_after) select object_key, now() from audit_segments";
    await expect(db.$client.query(scheduleDeletion)).rejects.toThrow("never deleted");
    await db.$client.query(
      "insert into doomed_objects (key, delete_after) values ('photos/none', now())",
    );
    await expect(
      db.$client.query(
        "update doomed_objects set key = (select object_key from audit_segments) where key = 'photos/none'",
      ),
    ).rejects.toThrow("never deleted");
    await db.$client.query("delete from doomed_objects where key = 'photos/none'");
  });
});

describe("the archive command", () => {
  const env = {
    DATABASE_URL: url,
    GRADPHOTO_MIGRATE_DATABASE_URL: ownerUrl,
    GRADPHOTO_DATA_FOLDER: temporaryFolder("segments"),
  };
  const run = async (program: typeof runArchiveAudit, ...args: readonly string[]) => {
    const text: string[] = [];
    const warned: string[] = [];
    const code = await program(args, env, {
      print: (words) => void text.push(words),
      warn: (words) => void warned.push(words),
    });
    return { code, printed: text, warned };
  };

  test("archives finished years, and the log can still be verified", async () => {
    await append(3);
    await append(1, "2025-06-01T00:00:00+08:00");
    const moved = await run(runArchiveAudit, "--through", "2024");
    expect(moved).toMatchObject({
      code: 0,
      printed: [expect.stringMatching(/^{"archived":{"entries":3,"segments":1,/)],
    });
    expect(await rowsRetained()).toBe(1);
    expect(await run(runAuditCheck)).toMatchObject({ code: 0 });
  });

  test("requires a year that is over", async () => {
    const thisYear = String(new Date().getFullYear());
    for (const wrong of [
      [],
      ["--through"],
      ["--through", "last"],
      ["--through", thisYear],
      ["--through", "2099"],
    ])
      expect(await run(runArchiveAudit, ...wrong)).toMatchObject({ code: 64, printed: [] });
  });

  test("archives nothing of a log that was tampered with", async () => {
    await append(3);
    await forge("update audit set actor = 'nobody' where seq = 2");
    const { code, warned } = await run(runArchiveAudit, "--through", "2024");
    expect(code).toBe(1);
    expect(warned.join()).toContain("not whole at entry 2");
    expect(await rowsRetained()).toBe(3);
  });

  test("does not wait for a running vacuum of the database", async () => {
    await append(3);
    const vacuum = await owner.connect();
    try {
      await vacuum.query("begin; lock table audit in share update exclusive mode");
      const { code } = await run(runArchiveAudit, "--through", "2024");
      expect(code).toBe(0);
    } finally {
      await vacuum.query("rollback");
      vacuum.release();
    }
  });

  test("stops with a short message while another archive command is running", async () => {
    await append(3);
    const competitor = await owner.connect();
    try {
      await competitor.query("begin");
      await competitor.query(
        "insert into audit_segments select 1, 3, now(), now(), '{}', 'other', repeat('a', 64)",
      );
      const running = run(runArchiveAudit, "--through", "2024");
      await vi.waitFor(async () => {
        const { rowCount } = await owner.query(
          "select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()",
        );
        expect(rowCount).toBe(1);
      }, 10_000);
      await competitor.query("commit");
      const { code, warned } = await running;
      expect(code).toBe(1);
      expect(warned).toEqual([expect.stringContaining("another archive-audit is at it")]);
      expect(await rowsRetained()).toBe(3);
    } finally {
      competitor.release(true);
    }
  });

  test("refuses the service role immediately and names the setting to use", async () => {
    await append(3);
    await forge("update audit set actor = 'nobody' where seq = 2");
    const warned: string[] = [];
    const printer = { print: () => {}, warn: (words: string) => void warned.push(words) };
    const asService = { ...env, GRADPHOTO_MIGRATE_DATABASE_URL: url };
    expect(await runArchiveAudit(["--through", "2024"], asService, printer)).toBe(1);
    expect(warned).toEqual([expect.stringContaining("set GRADPHOTO_MIGRATE_DATABASE_URL")]);
    expect(await rowsRetained()).toBe(3);
  });
});
