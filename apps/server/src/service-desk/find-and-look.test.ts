import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openServiceDeskWorld, params } from "./testing/service-desk-world.ts";

const { db, pool, world, projectId, handlers, serviceId, service, read, addOrder } =
  await openServiceDeskWorld();

const find = async (text: string, limit = 20, after?: string) =>
  accepted(await handlers.findCollections({ body: { text, limit, after } }, service));

test("one search box finds collections by phone, student, order, payment or collection number, masked", async () => {
  const { accountId, collectionId } = await world.addPaid(projectId, { person: "2023000077" });
  const phone = world.deps.sealer.seal("19900000001", {
    column: "accounts.phone",
    rowId: accountId,
  });
  const phoneHash = world.deps.searchHash("phone", "19900000001");
  await db.update(accounts).set({ phone, phoneHash }).where(eq(accounts.id, accountId));
  const { outTradeNo, transactionId } = await addOrder(collectionId);
  const inGroups = outTradeNo.toUpperCase().replace(/(.{8})/g, "$1 ");
  const orderNumbers = [outTradeNo, inGroups.trim(), transactionId ?? ""];
  const prefixes = [outTradeNo, collectionId].flatMap((number) => [
    number.slice(0, 8),
    number.slice(0, 12).toUpperCase(),
  ]);
  const texts = [
    "+86 199 0000 0001",
    "19900000001",
    "2023000077",
    ...orderNumbers,
    collectionId,
    ...prefixes,
  ];
  for (const text of texts) {
    const match = await find(text);
    expect(match, text).toMatchObject({
      collections: [{ collectionId, student: { nameMasked: "测**" } }],
      next: null,
    });
    expect(() => routeDefinitions.findCollections.answers.parse(match)).not.toThrow();
  }
  const tooShort = [outTradeNo.slice(0, 7), collectionId.slice(0, 7)];
  for (const text of ["' or 1=1", "19900000002", randomUUID(), "%", "测试甲", ...tooShort])
    expect(await find(text), text).toEqual({ collections: [], next: null });
  const { rows } = await pool.query(
    "select details from audit_entries where action = 'collections-searched'",
  );
  expect(rows).toHaveLength(texts.length + 7);
  expect(JSON.stringify(rows)).not.toMatch(/1990000|2023000077/);
  for (const number of [outTradeNo, transactionId])
    expect(JSON.stringify(rows)).not.toContain(number);
  expect(JSON.stringify(await read(collectionId))).not.toMatch(/19900000001|2023000001|测试甲/);
});

test("finds a student by full name within a school, and by no name without a school", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: randomUUID() });
  const named = async (schoolCode?: string) =>
    accepted(
      await handlers.findCollections({ body: { text: "测试甲", schoolCode, limit: 100 } }, service),
    ).collections;
  expect((await named("10559")).map((match) => match.collectionId)).toContain(collectionId);
  expect(await named("10558")).toEqual([]);
  expect(await named()).toEqual([]);
});

test("pages contain no gap and no repeated row, even while rows are added", async () => {
  const made: string[] = [];
  for (let count = 0; count < 5; count++) {
    made.push((await world.addPaid(projectId, { person: randomUUID() })).collectionId);
    if (count % 2) world.passTime(1000);
  }
  const seen: string[] = [];
  for (let after: string | undefined | null; after !== null; ) {
    const body = { text: "测试甲", schoolCode: "10559", limit: 2, after };
    const page = accepted(await handlers.findCollections({ body }, service));
    seen.push(...page.collections.map(({ collectionId }) => collectionId));
    after = page.next;
    world.passTime(1000);
    await world.addPaid(projectId, { person: randomUUID() });
  }
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of made) expect(seen).toContain(id);
  const invalidCursor = { text: "测试甲", after: `1_${"-".repeat(36)}` };
  expect(routeDefinitions.findCollections.body.safeParse(invalidCursor).success).toBe(false);
});

test("finds both students when a text is one's phone and the other's student number, page by page", async () => {
  const text = "18800000001";
  const byNumber = await world.addPaid(projectId, { person: text });
  world.passTime(1000);
  const other = await world.addPaid(projectId);
  const phone = world.deps.sealer.seal(text, { column: "accounts.phone", rowId: other.accountId });
  const phoneHash = world.deps.searchHash("phone", text);
  await db.update(accounts).set({ phone, phoneHash }).where(eq(accounts.id, other.accountId));
  const first = await find(text, 1);
  expect(first.collections.map(({ collectionId }) => collectionId)).toEqual([other.collectionId]);
  const second = await find(text, 1, first.next ?? "");
  expect(second).toMatchObject({
    collections: [{ collectionId: byNumber.collectionId }],
    next: null,
  });
});

test("finds both students when eight digits start one's order number and are the other's student number", async () => {
  const text = "44440000";
  const byNumber = await world.addPaid(projectId, { person: text });
  const other = await world.addPaid(projectId);
  const orderId = `44440000${randomUUID().slice(8)}`;
  await addOrder(other.collectionId, orderId);
  const { collections } = await find(text);
  expect(new Set(collections.map(({ collectionId }) => collectionId))).toEqual(
    new Set([byNumber.collectionId, other.collectionId]),
  );
});

test("audits each read of a student's data before showing it, once per visit and clerk", async () => {
  const { collectionId } = await world.addPaid(projectId, { person: randomUUID() });
  const looks = async () =>
    (
      await pool.query(
        "select actor, action from audit_entries where subject = $1 and action like 'look-%' order by place",
        [`collection:${collectionId}`],
      )
    ).rows;
  await read(collectionId);
  await read(collectionId);
  expect(await looks()).toEqual([{ actor: `service:${serviceId}`, action: "look-at-collection" }]);
  const other = staffCall(await world.addStaff("service"), "service");
  accepted(await handlers.readCollectionForService(params(collectionId), other));
  world.passTime(300_001);
  await read(collectionId);
  expect(await looks()).toHaveLength(3);
  expect(await handlers.readCollectionForService(params(randomUUID()), service)).toMatchObject({
    refused: "not-found",
  });
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});
