import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { appendAuditOfEach, hashOfRow } from "../core/audit/audit-chain.ts";
import { createPublishHead } from "../core/audit/run-chaining.ts";
import { inTransaction, openDatabase } from "../infra/db/database.ts";
import { audit, auditHead } from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { auditLogOn, emptyAuditLog, forgeWith, testAuditKeys } from "../testing/audit-log.ts";
import { openTestDatabase, temporaryFolder } from "../testing/resources.ts";
import { runAuditCheck } from "./audit-check.ts";

const { db, owner, ownerUrl, url } = await openTestDatabase();
const forge = forgeWith(owner);
const ownerDatabase = openDatabase({ url: ownerUrl, connections: 1 }, { warn: () => {} });
afterAll(ownerDatabase.close);
let folder = "";
let minute = 0;
let logged: string[] = [];
let publish = async (): Promise<number> => 0;

async function append(count: number): Promise<void> {
  for (let row = 0; row < count; row++) {
    const entry = {
      actor: "reviewer:1",
      action: "look-at-picture",
      subject: `attempt:${row}`,
      details: {},
    } as const;
    await inTransaction(db, (tx) =>
      appendAuditOfEach(tx, () => new Date(), entry, [entry.subject]),
    );
  }
}

/** Creates three rows, a head, two rows and a head. */
beforeEach(async () => {
  await emptyAuditLog(owner);
  folder = temporaryFolder("heads");
  logged = [];
  publish = createPublishHead({
    ...auditLogOn(db),
    clock: () => new Date(Date.UTC(2027, 2, 1, 8, ++minute)),
    objects: createLocalDisk(folder),
    log: { info: (fields: object) => void logged.push(JSON.stringify(fields)) },
  });
  for (const count of [3, 2]) {
    await append(count);
    expect(await publish()).toBe(1);
  }
});

/** Simulates an attacker with the database and the key, who chains every row again. */
async function rehash(): Promise<void> {
  const rows = await db.select().from(audit).orderBy(audit.seq);
  let previousHash = "0".repeat(64);
  const chained = rows.map((row, index) => {
    const next = { ...row, seq: index + 1, previousHash };
    previousHash = hashOfRow(testAuditKeys, next);
    return { ...next, hash: previousHash };
  });
  await forge(`delete from audit; update audit_numbers set last_number = ${chained.length}`);
  await ownerDatabase.db.insert(audit).values(chained);
  await ownerDatabase.db.update(auditHead).set({ seq: chained.length, hash: previousHash });
}

async function check(...args: string[]) {
  const words: string[] = [];
  const report = (line: string): void => void words.push(line);
  const code = await runAuditCheck(
    args,
    { DATABASE_URL: url, GRADPHOTO_OBJECTS: folder },
    { print: report, warn: report },
  );
  return { code, words: words.join("\n") };
}

describe("the audit check against published heads", () => {
  test("accepts an unchanged log, including rows not yet chained", async () => {
    await append(2);
    expect(await check()).toMatchObject({
      code: 0,
      words: expect.stringContaining("7 entries, 2 heads fit"),
    });
  });

  test("detects a row removed by an attacker with the key, and names the rows around it", async () => {
    await forge("delete from audit where seq = 4");
    await rehash();
    await append(3);
    expect(await check()).toMatchObject({
      code: 1,
      words: expect.stringContaining("Between entries 4 and 5 the log was rewritten"),
    });
  });

  test("detects a row changed by an attacker without the key", async () => {
    await forge("update audit set actor = 'nobody' where seq = 2");
    expect(await check()).toMatchObject({ code: 1, words: expect.stringContaining("Entry 2 ") });
  });

  test("detects a truncated log or a restored older database, even after new rows", async () => {
    const [third] = await db.select().from(audit).where(eq(audit.seq, 3));
    await forge(
      `delete from audit where seq > 3; update audit_head set seq = 3, hash = '${third?.hash}'; update audit_numbers set last_number = 3`,
    );
    expect(await check()).toMatchObject({
      code: 1,
      words: expect.stringContaining("ends at entry 3 and had 5 at 2027-03-01"),
    });
    await append(10);
    expect(await check()).toMatchObject({
      code: 1,
      words: expect.stringContaining("Between entries 4 and 5"),
    });
  });

  test("ignores an unsigned head", async () => {
    const objects = createLocalDisk(folder);
    await objects.put(
      `audit-heads/2027-03-01/090000000-s9-${"a".repeat(32)}`,
      Buffer.from("gradphoto-audit-head seq=9"),
    );
    expect(await check()).toMatchObject({ code: 0 });
  });

  test("reads heads from the process logs when the object store was emptied", async () => {
    const file = join(folder, "stdout.log");
    writeFileSync(file, logged.map((line) => `host worker ${line}\n`).join(""));
    for (const day of readdirSync(join(folder, "audit-heads"))) expect(day).toBe("2027-03-01");
    await forge("delete from audit where seq = 2");
    await rehash();
    folder = temporaryFolder("emptied");
    expect(await check()).toMatchObject({ code: 0 });
    expect(await check("--heads", file)).toMatchObject({
      code: 1,
      words: expect.stringContaining("Between entries 1 and 3"),
    });
  });
});

test("a head is published only when the log has grown, under a unique name, and is never overwritten", async () => {
  expect(await publish()).toBe(0);
  const names = readdirSync(join(folder, "audit-heads/2027-03-01"));
  expect(names).toHaveLength(2);
  expect(names[0]).toMatch(/^\d{9}-s3-[0-9a-f]{32}$/);
});

const openssl = spawnSync("openssl", ["version"]).status === 0;
if (!openssl)
  process.stderr.write(
    "no openssl on this machine: install it to try what outsiders verify with\n",
  );

test.skipIf(!openssl)(
  "an outsider can verify a head with openssl and the public key only",
  async () => {
    const day = join(folder, "audit-heads/2027-03-01");
    const line = readFileSync(join(day, readdirSync(day)[0] ?? ""), "utf8");
    const [text = "", signature = ""] = line.trim().split(" signature=");
    const [pem, head, sig] = ["audit.pem", "head.txt", "head.sig"].map((name) =>
      join(folder, name),
    );
    if (!pem || !head || !sig) throw new Error("Three files");
    writeFileSync(pem, (await check("--public-key")).words.split("\n").slice(1).join("\n"));
    writeFileSync(head, text);
    writeFileSync(sig, Buffer.from(signature, "base64"));
    const verify = () =>
      spawnSync("openssl", [
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        pem,
        "-rawin",
        "-in",
        head,
        "-sigfile",
        sig,
      ]).status;
    expect(verify()).toBe(0);
    writeFileSync(head, text.replace("seq=3", "seq=2"));
    expect(verify()).toBe(1);
  },
);
