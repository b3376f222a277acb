import { randomUUID } from "node:crypto";
import { allAuditActions, auditActionLabel, startOfBeijingDay } from "@gradphoto/domain";
import { type ParsedInput, routeDefinitions } from "@gradphoto/domain/routes";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { type AuditEntry, appendAudit } from "../core/audit/audit-chain.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { inTransaction } from "../infra/db/database.ts";
import { archiveLog, auditLogOn } from "../testing/audit-log.ts";
import { accepted } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { createMemoryStore } from "../testing/stores.ts";
import { checkAudit } from "./check-audit.ts";
import { auditFile, listAudit } from "./list-audit.ts";

const { db, pool, owner, ownerUrl } = await openTestDatabase();
const objects = createMemoryStore();
const world = openAttemptWorld(db);
const collectionId = randomUUID();
const [studentId, otherId] = [randomUUID(), randomUUID()];
let reviewerId = "";
/** A collection whose photo the reviewer views. */
let seenId = "";

const write = (
  day: string,
  { actor = "system", action = "move:pay", ...entry }: Partial<AuditEntry>,
): Promise<void> => {
  const { subject = `collection:${otherId}`, details } = entry;
  const clock = () => new Date(`${day}T12:00:00+08:00`);
  return inTransaction(db, (tx) => appendAudit(tx, clock, actor, action, subject, details));
};

beforeAll(async () => {
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  seenId = (await world.addPaid(projectId)).collectionId;
  const attemptId = await world.addMade(seenId);
  await owner.query(
    "begin; set local session_replication_role = replica; delete from audit; delete from audit_outbox; update audit_numbers set last_number = 0; update audit_head set seq = 0, hash = repeat('0', 64); commit",
  );
  reviewerId = await world.addStaff("reviewer");
  await pool.query("update staff set username = 'reviewer-of-the-test' where id = $1", [
    reviewerId,
  ]);
  await write("2027-03-01", {
    actor: `student:${studentId}`,
    action: "move:start",
    subject: `collection:${collectionId}`,
  });
  await write("2027-03-02", {
    subject: `collection:${collectionId}`,
    details: { to: "paid", from: "verified", move: "pay", list: [1, 2] },
  });
  await write("2027-03-02", {
    actor: `reviewer:${reviewerId}`,
    action: "look-at-picture",
    subject: `attempt:${attemptId}`,
  });
  await write("2027-03-03", {
    actor: `operator:${otherId}`,
    action: "staff-disabled",
    subject: `staff:${reviewerId}`,
  });
});

type Query = z.input<(typeof routeDefinitions)["listAudit"]["query"]>;
const list = async (query: Partial<Query> = {}) => {
  const parsed: ParsedInput<"listAudit">["query"] = routeDefinitions.listAudit.query.parse({
    limit: 100,
    ...query,
  });
  return routeDefinitions.listAudit.answers.parse(
    accepted(await listAudit({ ...auditLogOn(db, objects), sealer: world.deps.sealer }, parsed)),
  );
};
const seqs = async (query: Partial<Query>) => (await list(query)).entries.map(({ seq }) => seq);

const places = [
  ["in the database", null],
  ["in part in the object store", "2027-03-02"],
  ["in the object store", "2100-01-01"],
] as const;

describe.each(places)("the audit log list with entries %s", (_, until) => {
  beforeAll(async () => {
    if (until === null) return;
    await chainWaiting(auditLogOn(db));
    expect(await archiveLog(ownerUrl, objects, startOfBeijingDay(until))).toBe(1);
  });

  test("lists actor, action and subject in both languages, with the name and user name of staff", async () => {
    const { entries } = await list();
    expect(entries.map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
    expect(entries[0]).toMatchObject({
      actorLabel: { zh: "运营管理员", en: "Operator" },
      actionLabel: { zh: "停用员工" },
      subjectLabel: { zh: expect.stringMatching(/^员工 .+ · reviewer-of-the-test$/) },
      subjectId: reviewerId,
    });
    expect(entries[1]).toMatchObject({
      actorLabel: { en: "Reviewer" },
      actorName: expect.stringMatching(/.+ · reviewer-of-the-test$/),
    });
    expect(entries[2]).toMatchObject({
      actionLabel: { zh: "采集：支付", en: "Collection: Pay" },
      details: [
        { name: "from", value: { en: "To be paid" } },
        { name: "to", label: { en: "To" }, value: { zh: "待拍照" } },
        { name: "list", label: { en: "list" }, value: { en: "[1,2]" } },
      ],
    });
  });

  test.each<[string, Partial<Query>, number[]]>([
    ["role", { role: "system" }, [2]],
    ["action", { action: "look-at-picture" }, [3]],
    ["object with its kind", { subject: `collection:${collectionId}` }, [2, 1]],
    ["object by its id alone", { subject: collectionId }, [2, 1]],
    ["user name", { actor: "Reviewer-of-the-test" }, [3]],
    ["the beginning of a user name", { actor: "reviewer-of" }, [3]],
    [
      "name and user name as they are shown",
      { actor: "审核员 · 测试 · reviewer-of-the-test" },
      [3],
    ],
    ["actor's id", { actor: studentId }, [1]],
    ["first day", { fromDay: "2027-03-02" }, [4, 3, 2]],
    ["last day", { untilDay: "2027-03-01" }, [1]],
    ["days and role", { fromDay: "2027-03-02", untilDay: "2027-03-02", role: "reviewer" }, [3]],
    ["days nobody worked", { fromDay: "2027-04-01" }, []],
    ["days before the log began", { untilDay: "2026-01-01" }, []],
    ["a name nobody has", { actor: "nobody" }, []],
  ])("the list is filtered by %s", async (_what, query, expected) => {
    expect(await seqs(query)).toEqual(expected);
  });

  test("lists views of a collection's photos under the collection, on the page and in the file", async () => {
    expect(await seqs({ subject: seenId })).toEqual([3]);
    expect(await seqs({ subject: `collection:${seenId}` })).toEqual([3]);
    expect(await seqs({ subject: `staff:${seenId}` })).toEqual([]);
    const scope = {
      filters: { subject: seenId },
      schoolCode: null,
      department: null,
      now: new Date(),
    };
    const file = auditFile(auditLogOn(db, objects));
    expect(await file.count(scope)).toBe(1);
    expect((await file.page(scope, { limit: 3 })).rows.map(({ seq }) => seq)).toEqual([3]);
  });

  test("is read page by page", async () => {
    const page = await list({ limit: 3 });
    expect(page.next).toBe("2");
    expect(await seqs({ limit: 3, after: page.next ?? "" })).toEqual([1]);
    const scope = { filters: {}, schoolCode: null, department: null, now: new Date() };
    const file = auditFile(auditLogOn(db, objects));
    expect(await file.count(scope)).toBe(4);
    expect(await file.count({ ...scope, filters: { role: "reviewer" } })).toBe(1);
    const first = await file.page(scope, { limit: 3 });
    const last = await file.page(scope, { limit: 3, after: first.next ?? "" });
    expect([...first.rows, ...last.rows].map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(last.next).toBeNull();
  });

  test("every action has a label, and an unknown action is displayed by its code", () => {
    for (const action of allAuditActions)
      expect(auditActionLabel(action).zh, action).not.toBe(action);
    expect(auditActionLabel("of-a-later-program")).toEqual({
      zh: "of-a-later-program",
      en: "of-a-later-program",
    });
  });
});

describe("the audit log check", () => {
  const check = async () => {
    const reported = [];
    const clock = () => new Date("2027-03-04T12:00:00+08:00");
    const deps = { ...auditLogOn(db, objects), plainObjects: createMemoryStore(), clock };
    for await (const event of checkAudit(deps, `auditor:${otherId}`)(new AbortController().signal))
      reported.push(routeDefinitions.checkAudit.answers.parse(event));
    return reported;
  };

  test("reports its progress, and at the end the number of rows and the latest hash", async () => {
    const events = await check();
    expect(events.length).toBeGreaterThan(1);
    expect(events[0]).toMatchObject({ rowsTotal: 4, verdict: null });
    const { rows } = await pool.query("select hash from audit_head");
    expect(events.at(-1)).toMatchObject({
      rowsChecked: 4,
      verdict: { intact: true, tone: "success", hash: rows[0].hash, brokenAt: null },
    });
  });

  test("a finished check is an entry of the log, with who checked how far and the result", async () => {
    const { entries } = await list({ action: "audit-checked" });
    expect(entries).toMatchObject([
      {
        actor: `auditor:${otherId}`,
        subject: "audit:4",
        details: [{ name: "intact", value: { zh: "是" } }],
      },
    ]);
  });

  test("reports where and how the chain is broken", async () => {
    await write("2027-03-04", {});
    await chainWaiting(auditLogOn(db));
    await owner.query(
      "begin; set local session_replication_role = replica; update audit set action = 'move:expire' where seq = 5; commit",
    );
    const events = await check();
    expect(events.at(-1)?.verdict).toMatchObject({
      intact: false,
      tone: "danger",
      brokenAt: 5,
      hash: null,
    });
    expect(events.at(-1)?.verdict?.label.zh).toContain("第 5 条");
  });
});
