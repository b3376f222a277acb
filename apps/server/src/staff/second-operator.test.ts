import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/check-audit-log.ts";
import { staffAccess } from "../testing/school-and-staff.ts";
import { codeAt } from "./one-time-code.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, signIn, tokenOf, idOf, confirm } = await openStaffApi();
const one = await tokenOf("operator");
const another = await tokenOf("operator-2");

async function create(role: string, place: object = {}) {
  const username = `new-${randomUUID().slice(0, 8)}`;
  const { body } = await call("createStaff", { token: one, body: { username, name: "测试新人", role, ...place } });
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
  "one operator cannot make themselves a %s: the account opens for nobody until another operator confirms it",
  async (role, place) => {
    const { params, member, enter } = await create(role, place);
    expect(member.unconfirmed).toMatchObject({ byName: expect.stringMatching(/ · operator$/), what: "created" });
    expect(await enter()).toMatchObject({ status: 403, code: "staff-unconfirmed" });
    expect(await confirm(params.staffId, one)).toMatchObject({ code: "staff-second-operator-needed" });
    const confirmed = await confirm(params.staffId, another);
    expect(confirmed.body).toMatchObject({ unconfirmed: null });
    expect(await confirm(params.staffId, another)).toMatchObject({ code: "staff-not-waiting" });
    expect(await enter()).toMatchObject({ status: 200 });
  },
);

test.each([
  ["role", { role: "finance", schoolCode: null }],
  ["department", { role: "department-admin", schoolCode: "10559", department: "理学院" }],
])("an account whose %s is changed waits, and its sessions end; a new name alone needs nobody", async (_, place) => {
  const { params, enter } = await create("department-admin", { schoolCode: "10559", department: "文学院" });
  await confirm(params.staffId, another);
  const { token } = (await enter()).body;
  const was = { role: "department-admin", schoolCode: "10559", department: "文学院" };
  const renamed = await call("changeStaff", { token: one, params, body: { name: "测试改名", ...was } });
  expect(renamed.body).toMatchObject({ unconfirmed: null });
  const changed = await call("changeStaff", { token: one, params, body: { name: "测试改名", ...place } });
  expect(changed.body).toMatchObject({ role: place.role, unconfirmed: { what: "changed" } });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  expect(await enter()).toMatchObject({ code: "staff-unconfirmed" });
});

test("resetting somebody's access or letting them in waits as well, with the right code too, and no second operator covers it", async () => {
  const staffId = await idOf("school-admin");
  const params = { staffId };
  await call("disableStaff", { token: one, params });
  expect((await call("enableStaff", { token: one, params })).body.unconfirmed).toMatchObject({ what: "enabled" });
  expect(await signIn("school-admin")).toMatchObject({ code: "staff-unconfirmed" });
  const reset = { params, body: { reset: "password" } };
  expect(await call("resetStaffAccess", { token: another, ...reset })).toMatchObject({ code: "staff-waits" });
  const body = { name: "测试", role: "auditor", schoolCode: null };
  expect(await call("changeStaff", { token: another, params, body })).toMatchObject({ code: "staff-waits" });
  await confirm(params.staffId, another);
  expect(await signIn("school-admin")).toMatchObject({ status: 200 });
  const repeated = await call("resetStaffAccess", { token: one, ...reset });
  expect(repeated.body.member.unconfirmed).toMatchObject({ what: "access-reset" });
  const oneTimeCode = codeAt(staffAccess.totp, clock.now);
  const enter = { username: "school-admin", password: repeated.body.initialPassword, oneTimeCode };
  clock.now = new Date(clock.now.getTime() + 60_000);
  const later = { ...enter, oneTimeCode: codeAt(staffAccess.totp, clock.now) };
  expect(await call("staffSignIn", { body: later })).toMatchObject({ code: "staff-unconfirmed" });
});

test("who did what waits does nothing more to the account but disable it, so that no act is confirmed unseen", async () => {
  const { params } = await create("operator");
  const reset = await call("resetStaffAccess", { token: one, params, body: { reset: "password" } });
  expect(reset).toMatchObject({ status: 409, code: "staff-waits" });
  const role = { role: "reviewer", schoolCode: null };
  expect(await call("addStaffPost", { token: one, params, body: role })).toMatchObject({ code: "staff-waits" });
  const body = { ...role, name: "测试改名" };
  expect(await call("changeStaff", { token: one, params, body })).toMatchObject({ code: "staff-waits" });
  expect(await call("disableStaff", { token: one, params })).toMatchObject({ status: 200 });
  expect(await call("enableStaff", { token: one, params })).toMatchObject({ code: "staff-waits" });
});

test("who confirms from an old page is told so, and nothing is confirmed", async () => {
  const { params, member, enter } = await create("finance");
  await confirm(params.staffId, another);
  clock.now = new Date(clock.now.getTime() + 60_000);
  await call("resetStaffAccess", { token: one, params, body: { reset: "password" } });
  const old = { seenAt: member.unconfirmed.at };
  expect(await call("confirmStaff", { token: another, params, body: old })).toMatchObject({
    status: 409,
    code: "staff-act-changed",
  });
  expect((await call("readStaffMember", { token: one, params })).body).toMatchObject({
    unconfirmed: { what: "access-reset", post: { role: "finance" } },
  });
  expect(await enter()).not.toMatchObject({ status: 200 });
});

test("nobody confirms what was done to their own account", async () => {
  const params = { staffId: await idOf("operator-2") };
  await pool.query(
    "update staff set unconfirmed_by = $1, unconfirmed_at = now(), unconfirmed_act = 'changed' where username = 'operator-2'",
    [await idOf("operator")],
  );
  expect(await confirm(params.staffId, another)).toMatchObject({ code: "staff-own-account" });
  await pool.query(
    "update staff set unconfirmed_by = null, unconfirmed_at = null, unconfirmed_act = null where username = 'operator-2'",
  );
});

test("the person concerned is told what was changed, when and by which role, until they say they have seen it", async () => {
  const params = { staffId: await idOf("auditor") };
  const body = { name: "测试改名", role: "auditor", schoolCode: null };
  await call("changeStaff", { token: one, params, body });
  await call("endStaffSessions", { token: one, params });
  const token = await tokenOf("auditor");
  const { changes } = (await call("listMyAccountChanges", { token })).body;
  // Both changes may have the same timestamp, so the test sorts them by another field.
  expect([...changes].sort((one, other) => one.what.localeCompare(other.what))).toMatchObject([
    { what: "renamed", seen: false },
    { what: "sessions-ended", byRoleLabel: { en: "Operator" }, seen: false },
  ]);
  const seen = { seenUntil: changes[0].at };
  await call("acknowledgeMyAccountChanges", { token: another, body: seen });
  const read = async () => (await call("listMyAccountChanges", { token })).body.changes;
  expect(await read()).toEqual(changes);
  await call("acknowledgeMyAccountChanges", { token, body: seen });
  expect((await read()).every((change: { seen: boolean }) => change.seen)).toBe(true);
});

test("both operators are in the audit log", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select action, actor, details from audit_entries");
  const created = rows.find(({ action, details }) => action === "staff-created" && details.role === "finance");
  const confirmed = rows.find(({ action }) => action === "staff-confirmed");
  expect(created.actor).toBe(`operator:${await idOf("operator")}`);
  expect(confirmed.actor).toBe(`operator:${await idOf("operator-2")}`);
});
