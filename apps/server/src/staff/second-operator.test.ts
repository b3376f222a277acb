import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/audit-log.ts";
import { staffAccess } from "../testing/school-and-staff.ts";
import { codeAt } from "./one-time-code.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, signIn, tokenOf, idOf, confirm } = await openStaffApi();
const operator = await tokenOf("operator");
const otherOperator = await tokenOf("operator-2");

async function create(role: string, place: object = {}) {
  const username = `new-${randomUUID().slice(0, 8)}`;
  const { body } = await call("createStaff", {
    token: operator,
    body: { username, name: "测试新人", role, ...place },
  });
  const enter = () => call("staffSignIn", { body: { username, password: body.initialPassword } });
  return { params: { staffId: body.member.staffId }, member: body.member, enter };
}

test.each([
  ["finance", {}],
  ["operator", {}],
  ["school-admin", { schoolCode: "10559" }],
  ["department-admin", { schoolCode: "10559", department: "文学院" }],
  ["province-admin", { province: "44" }],
  ["reviewer", {}],
  ["senior-reviewer", {}],
  ["service", {}],
  ["auditor", {}],
])(
  "one operator cannot create a usable %s account: sign-in needs confirmation by another operator",
  async (role, place) => {
    const { params, member, enter } = await create(role, place);
    expect(member.unconfirmed).toMatchObject({
      byName: expect.stringMatching(/ · operator$/),
      what: "created",
    });
    expect(await enter()).toMatchObject({ status: 403, code: "staff-unconfirmed" });
    expect(await confirm(params.staffId, operator)).toMatchObject({
      code: "staff-second-operator-needed",
    });
    const confirmed = await confirm(params.staffId, otherOperator);
    expect(confirmed.body).toMatchObject({ unconfirmed: null });
    expect(await confirm(params.staffId, otherOperator)).toMatchObject({
      code: "staff-not-waiting",
    });
    expect(await enter()).toMatchObject({ status: 200 });
  },
);

test.each([
  ["role", { role: "finance", schoolCode: null }],
  ["department", { role: "department-admin", schoolCode: "10559", department: "理学院" }],
])(
  "changing an account's %s needs confirmation and ends its sessions; a new name does not",
  async (_, place) => {
    const { params, enter } = await create("department-admin", {
      schoolCode: "10559",
      department: "文学院",
    });
    await confirm(params.staffId, otherOperator);
    const { token } = (await enter()).body;
    const was = { role: "department-admin", schoolCode: "10559", department: "文学院" };
    const renamed = await call("changeStaff", {
      token: operator,
      params,
      body: { name: "测试改名", ...was },
    });
    expect(renamed.body).toMatchObject({ unconfirmed: null });
    const changed = await call("changeStaff", {
      token: operator,
      params,
      body: { name: "测试改名", ...place },
    });
    expect(changed.body).toMatchObject({ role: place.role, unconfirmed: { what: "changed" } });
    expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
    expect(await enter()).toMatchObject({ code: "staff-unconfirmed" });
  },
);

test("a school makes and disables administrators of its own departments only, and an operator confirms them", async () => {
  const token = await tokenOf("school-admin");
  const make = (fields: object) =>
    call("createStaff", {
      token,
      body: { username: "own.department", name: "测试院系", ...fields },
    });
  const department = { role: "department-admin", schoolCode: "10559", department: "文学院" };
  for (const unfitting of [
    { role: "school-admin" },
    { role: "reviewer", schoolCode: undefined },
    { schoolCode: "10558" },
  ])
    expect(await make({ ...department, ...unfitting })).toMatchObject({
      code: "staff-school-unfitting",
    });
  const { body } = await make(department);
  const params = { staffId: body.member.staffId };
  const enter = () =>
    call("staffSignIn", { body: { username: "own.department", password: body.initialPassword } });
  expect(await enter()).toMatchObject({ code: "staff-unconfirmed" });
  expect(await confirm(params.staffId, operator)).toMatchObject({ status: 200 });
  expect(await enter()).toMatchObject({ status: 200 });
  const listed = (await call("listStaff", { token, query: { limit: "100" } })).body.staff;
  expect(listed).toContainEqual(expect.objectContaining(params));
  for (const one of listed)
    expect(one).toMatchObject({ role: "department-admin", school: { schoolCode: "10559" } });
  const disable = (staffId: string) => call("disableStaff", { token, params: { staffId } });
  expect(await disable(await idOf("reviewer-1"))).toMatchObject({ code: "not-found" });
  expect((await disable(params.staffId)).body.disabledAt).not.toBeNull();
  expect(await enter()).toMatchObject({ code: "staff-sign-in-refused" });
});

test("resetting or enabling an account also needs confirmation, and a second change cannot bypass it", async () => {
  const staffId = await idOf("school-admin");
  const params = { staffId };
  await call("disableStaff", { token: operator, params });
  expect((await call("enableStaff", { token: operator, params })).body.unconfirmed).toMatchObject({
    what: "enabled",
  });
  expect(await signIn("school-admin")).toMatchObject({ code: "staff-unconfirmed" });
  const reset = { params, body: { reset: "password" } };
  expect(await call("resetStaffAccess", { token: otherOperator, ...reset })).toMatchObject({
    code: "staff-waits",
  });
  const body = { name: "测试", role: "auditor", schoolCode: null };
  expect(await call("changeStaff", { token: otherOperator, params, body })).toMatchObject({
    code: "staff-waits",
  });
  await confirm(params.staffId, otherOperator);
  expect(await signIn("school-admin")).toMatchObject({ status: 200 });
  const repeated = await call("resetStaffAccess", { token: operator, ...reset });
  expect(repeated.body.member.unconfirmed).toMatchObject({ what: "access-reset" });
  const oneTimeCode = codeAt(staffAccess.totp, clock.now);
  const enter = { username: "school-admin", password: repeated.body.initialPassword, oneTimeCode };
  clock.now = new Date(clock.now.getTime() + 60_000);
  const later = { ...enter, oneTimeCode: codeAt(staffAccess.totp, clock.now) };
  expect(await call("staffSignIn", { body: later })).toMatchObject({ code: "staff-unconfirmed" });
});

test("an account with an unconfirmed change can only be disabled, so that no change is confirmed unseen", async () => {
  const { params } = await create("operator");
  const reset = await call("resetStaffAccess", {
    token: operator,
    params,
    body: { reset: "password" },
  });
  expect(reset).toMatchObject({ status: 409, code: "staff-waits" });
  const role = { role: "reviewer", schoolCode: null };
  expect(await call("addStaffPost", { token: operator, params, body: role })).toMatchObject({
    code: "staff-waits",
  });
  const body = { ...role, name: "测试改名" };
  expect(await call("changeStaff", { token: operator, params, body })).toMatchObject({
    code: "staff-waits",
  });
  expect(await call("disableStaff", { token: operator, params })).toMatchObject({ status: 200 });
  expect(await call("enableStaff", { token: operator, params })).toMatchObject({
    code: "staff-waits",
  });
});

test("refuses a confirmation from an outdated page, and confirms nothing", async () => {
  const { params, member, enter } = await create("finance");
  await confirm(params.staffId, otherOperator);
  clock.now = new Date(clock.now.getTime() + 60_000);
  await call("resetStaffAccess", { token: operator, params, body: { reset: "password" } });
  const outdated = { seenAt: member.unconfirmed.at };
  expect(
    await call("confirmStaff", { token: otherOperator, params, body: outdated }),
  ).toMatchObject({
    status: 409,
    code: "staff-act-changed",
  });
  expect((await call("readStaffMember", { token: operator, params })).body).toMatchObject({
    unconfirmed: { what: "access-reset", post: { role: "finance" } },
  });
  expect(await enter()).not.toMatchObject({ status: 200 });
});

test("an operator cannot confirm a change of their own account", async () => {
  const params = { staffId: await idOf("operator-2") };
  await pool.query(
    "update staff set unconfirmed_by = $1, unconfirmed_at = now(), unconfirmed_act = 'changed' where username = 'operator-2'",
    [await idOf("operator")],
  );
  expect(await confirm(params.staffId, otherOperator)).toMatchObject({ code: "staff-own-account" });
  await pool.query(
    "update staff set unconfirmed_by = null, unconfirmed_at = null, unconfirmed_act = null where username = 'operator-2'",
  );
});

test("lists account changes to the affected person with time and role, until they acknowledge them", async () => {
  const params = { staffId: await idOf("auditor") };
  const body = { name: "测试改名", role: "auditor", schoolCode: null };
  await call("changeStaff", { token: operator, params, body });
  await call("endStaffSessions", { token: operator, params });
  const token = await tokenOf("auditor");
  const { changes } = (await call("listMyAccountChanges", { token })).body;
  // Both changes may have the same timestamp, so the test sorts them by another field.
  expect([...changes].sort((left, right) => left.what.localeCompare(right.what))).toMatchObject([
    { what: "renamed", seen: false },
    { what: "sessions-ended", byRoleLabel: { en: "Operator" }, seen: false },
  ]);
  const seen = { seenUntil: changes[0].at };
  await call("acknowledgeMyAccountChanges", { token: otherOperator, body: seen });
  const read = async () => (await call("listMyAccountChanges", { token })).body.changes;
  expect(await read()).toEqual(changes);
  await call("acknowledgeMyAccountChanges", { token, body: seen });
  expect((await read()).every((change: { seen: boolean }) => change.seen)).toBe(true);
});

test("both operators are in the audit log", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select action, actor, details from audit_entries");
  const created = rows.find(
    ({ action, details }) => action === "staff-created" && details.role === "finance",
  );
  const confirmed = rows.find(({ action }) => action === "staff-confirmed");
  expect(created.actor).toBe(`operator:${await idOf("operator")}`);
  expect(confirmed.actor).toBe(`operator:${await idOf("operator-2")}`);
});
