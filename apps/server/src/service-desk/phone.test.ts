import { randomUUID } from "node:crypto";
import { allPhoneLookReasons } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { listLooksAtMe } from "../audit/looks-at-me.ts";
import { accounts } from "../infra/db/schema/index.ts";
import { exportLooks } from "../retention/export-looks.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openServiceDeskWorld, params } from "./testing/service-desk-world.ts";

const { db, pool, world, projectId, handlers, service, serviceId, read } =
  await openServiceDeskWorld();

async function addReachable(phone: string) {
  const paid = await world.addPaid(projectId, { person: randomUUID() });
  const sealed = world.deps.sealer.seal(phone, { column: "accounts.phone", rowId: paid.accountId });
  await db.update(accounts).set({ phone: sealed }).where(eq(accounts.id, paid.accountId));
  return paid;
}

const check = (collectionId: string, lastFourDigits: string, call = service) =>
  handlers.checkPhone({ ...params(collectionId), body: { lastFourDigits } }, call);

const show = (collectionId: string, call = service) =>
  handlers.showPhone({ ...params(collectionId), body: { why: "call-back" } }, call);

const auditedOf = async (collectionId: string) =>
  (
    await pool.query(
      "select actor, action, details from audit_entries where subject = $1 and action like '%phone%' order by place",
      [`collection:${collectionId}`],
    )
  ).rows;

test("checks the caller's last four phone digits, and audits the result without the digits", async () => {
  const { collectionId } = await addReachable("13800004711");
  expect(await check(collectionId, "4712")).toEqual({ fits: false });
  expect(await check(collectionId, "4711")).toEqual({ fits: true });
  expect(await check(collectionId, "1380")).toEqual({ fits: false });
  const actor = `service:${serviceId}`;
  const checked = (fits: boolean) => ({ actor, action: "phone-checked", details: { fits } });
  const audited = await auditedOf(collectionId);
  expect(audited).toEqual([checked(false), checked(true), checked(false)]);
});

test("allows a clerk five phone checks a day per collection, right or wrong", async () => {
  const { collectionId } = await addReachable("13800000815");
  for (const digits of ["0000", "0001", "0815", "0002", "0003"])
    accepted(await check(collectionId, digits));
  expect(await check(collectionId, "0815")).toMatchObject({
    refused: "phone-checks-used-up",
    details: { tries: 5 },
  });
  expect(await auditedOf(collectionId)).toHaveLength(5);
  const colleague = staffCall(await world.addStaff("service"), "service");
  expect(await check(collectionId, "0815", colleague)).toEqual({ fits: true });
  const other = await addReachable("13800000816");
  expect(await check(other.collectionId, "0816")).toEqual({ fits: true });
  world.passTime(86_400_000);
  expect(await check(collectionId, "0815")).toEqual({ fits: true });
});

test("shows the full phone number for a reason, and the student sees the access and reason in list and export", async () => {
  const { accountId, collectionId } = await addReachable("13800004712");
  expect(await show(collectionId)).toEqual({ phone: "13800004712" });
  const look = {
    actor: `service:${serviceId}`,
    action: "look-at-phone",
    details: { why: "call-back" },
  };
  expect(await auditedOf(collectionId)).toEqual([look]);
  const { looks } = await listLooksAtMe(world.deps, accountId);
  expect(looks).toMatchObject([
    { byLabel: { zh: "客服" }, whatLabel: { zh: "查看了手机号（给学生回电）" } },
  ]);
  const exported = await exportLooks(world.deps, { attemptIds: [], collectionIds: [collectionId] });
  expect(exported.ofCollection(collectionId)).toMatchObject([
    { byRole: "service", what: "look-at-phone" },
  ]);
  for (const why of allPhoneLookReasons)
    accepted(await handlers.showPhone({ ...params(collectionId), body: { why } }, service));
});

test("the timeline lists phone checks and accesses for colleagues, without the number", async () => {
  const { collectionId } = await addReachable("13800004713");
  accepted(await check(collectionId, "4713"));
  world.passTime(1000);
  accepted(await check(collectionId, "9999"));
  world.passTime(1000);
  accepted(await show(collectionId));
  const answer = await read(collectionId);
  const reported = answer.timeLine.filter(({ kind }) => kind === "phone");
  expect(reported.map(({ title, tone }) => [title.zh, tone])).toEqual([
    ["查看手机号（给学生回电）", "neutral"],
    ["核对来电人手机尾号：不符", "warning"],
    ["核对来电人手机尾号：相符", "success"],
  ]);
  expect(JSON.stringify(answer)).not.toContain("13800004713");
});

test("refuses when no phone number is stored, and refuses staff of another school", async () => {
  const { accountId, collectionId } = await addReachable("13800004714");
  const ofOtherSchool = staffCall(await world.addStaff("service"), "service", "10558");
  expect(await check(collectionId, "4714", ofOtherSchool)).toMatchObject({ refused: "not-found" });
  expect(await show(collectionId, ofOtherSchool)).toMatchObject({ refused: "not-found" });
  expect(await show(randomUUID())).toMatchObject({ refused: "not-found" });
  await db.update(accounts).set({ phone: null, phoneHash: null }).where(eq(accounts.id, accountId));
  expect(await check(collectionId, "4714")).toMatchObject({ refused: "no-phone-stored" });
  expect(await show(collectionId)).toMatchObject({ refused: "no-phone-stored" });
  expect(await auditedOf(collectionId)).toEqual([]);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});
