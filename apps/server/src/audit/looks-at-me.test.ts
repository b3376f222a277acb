import { randomUUID } from "node:crypto";
import type { AuditAction } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { type AuditEntry, appendAudit } from "../core/audit/audit-chain.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { inTransaction } from "../infra/db/database.ts";
import { auditSegments } from "../infra/db/schema/index.ts";
import { archiveLog, auditLogOn } from "../testing/audit-log.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { createMemoryStore } from "../testing/stores.ts";
import { listLooksAtMe } from "./looks-at-me.ts";

const { db, ownerUrl } = await openTestDatabase();
const objects = createMemoryStore();
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId } = await world.addProject();
const { accountId, collectionId } = await world.addPaid(projectId);
const attemptId = await world.addMade(collectionId);
const stranger = await world.addPaid(projectId, { person: randomUUID() });

const warned: string[] = [];
const log = { db, objects, warn: (_: object, words: string) => void warned.push(words) };

const farAhead = new Date("2100-01-01");
const write = (
  actor: string,
  action: AuditAction,
  subject: string,
  details: AuditEntry["details"] = {},
) => inTransaction(db, (tx) => appendAudit(tx, world.deps.clock, actor, action, subject, details));

test("students see each view of their own photos and data, by office and purpose, without staff names", async () => {
  const staffId = randomUUID();
  const picture = `attempt:${attemptId}`;
  await write(`reviewer:${staffId}`, "look-at-picture", picture, {
    picture: "original",
    purpose: "review",
  });
  await chainWaiting(auditLogOn(db));
  await write(`service:${staffId}`, "look-at-picture", picture, {
    picture: "photo",
    purpose: "service",
  });
  await write(`service:${staffId}`, "look-at-collection", `collection:${collectionId}`);
  await write(`school-admin:${staffId}`, "photo-downloaded", picture, { export: randomUUID() });
  await write(`school-admin:${staffId}`, "student-named", `collection:${collectionId}`, {
    export: randomUUID(),
  });
  const { looks } = await listLooksAtMe(log, accountId);
  expect(
    looks.map(({ byLabel, whatLabel, attemptNumber }) => [byLabel.zh, whatLabel.zh, attemptNumber]),
  ).toEqual([
    ["学校管理员", "导出了学号和姓名", null],
    ["学校管理员", "下载了照片", 1],
    ["客服", "查看了采集信息", null],
    ["客服", "查看了标准照（用于处理客服问题）", 1],
    ["审核员", "查看了原照片（用于审核）", 1],
  ]);
  // The first entry is archived, the others are not chained yet.
  expect(await archiveLog(ownerUrl, objects, farAhead)).toBe(1);
  expect((await listLooksAtMe(log, accountId)).looks).toEqual(looks);
  // All entries are archived.
  await chainWaiting(auditLogOn(db));
  await archiveLog(ownerUrl, objects, farAhead);
  expect((await listLooksAtMe(log, accountId)).looks).toEqual(looks);
  expect(JSON.stringify(looks)).not.toContain(staffId);
  expect(await listLooksAtMe(log, stranger.accountId)).toEqual({ looks: [], isComplete: true });
  expect(await listLooksAtMe(log, randomUUID())).toEqual({ looks: [], isComplete: true });
});

test("a student whose archived entries are missing sees the others, marked as incomplete", async () => {
  await write("service:1", "look-at-collection", `collection:${collectionId}`);
  const previous = await listLooksAtMe(log, accountId);
  expect([previous.looks.length, previous.isComplete]).toEqual([6, true]);
  expect(warned).toEqual([]);
  const [first] = await db.select().from(auditSegments);
  await objects.delete(first?.objectKey ?? "");
  const after = await listLooksAtMe(log, accountId);
  expect([after.looks, after.isComplete]).toEqual([previous.looks.slice(0, 5), false]);
  expect(warned).toContain(
    "a segment of the audit log is not in the object store as it was put there",
  );
  const away = { ...objects, get: () => Promise.reject(new Error("away")) };
  await expect(listLooksAtMe({ ...log, objects: away }, accountId)).rejects.toThrow("away");
});
