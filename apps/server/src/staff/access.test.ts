import { randomUUID } from "node:crypto";
import type { RouteName } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { deviceWords } from "../core/device-words.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { codeAt } from "./one-time-code.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, wait, tokenOf, confirm: confirmBy } = await openStaffApi();

const minute = 60_000;
const chosen = "a password of their own";
const operator = () => tokenOf("operator");

/** Confirms the operator's change of an account as another operator. */
const confirm = async (staffId: string): Promise<void> =>
  expect(await confirmBy(staffId, await tokenOf("operator-2"))).toMatchObject({ status: 200 });

async function create(fields: object = {}) {
  const username = `new-${randomUUID().slice(0, 8)}`;
  const body = { username, name: "测试新人", role: "service", ...fields };
  const created = await call("createStaff", { token: await operator(), body });
  if (created.status === 200) await confirm(created.body.member.staffId);
  return { username, ...created };
}

const enter = (username: string, rest: object) =>
  call("staffSignIn", { body: { username, ...rest } });

/** Creates an account with its own password and one-time codes. */
async function settled() {
  const { username, body } = await create();
  const first = await enter(username, { password: body.initialPassword });
  const { token } = first.body;
  await call("changePassword", {
    token,
    body: { password: body.initialPassword, newPassword: chosen },
  });
  const { secret } = (await call("startTotpEnrolment", { token, body: { password: chosen } })).body;
  const oneTimeCode = codeAt(secret, clock.now);
  const { recoveryCodes } = (await call("confirmTotpEnrolment", { token, body: { oneTimeCode } }))
    .body;
  return { username, staffId: body.member.staffId, token, secret, recoveryCodes };
}

test("a new account must change the initial password and enrol one-time codes before any other use", async () => {
  const { username, body, status } = await create();
  expect(status).toBe(200);
  expect(body.member).toMatchObject({
    username,
    role: "service",
    mustChangePassword: true,
    totpEnrolled: false,
  });
  const { initialPassword } = body;
  const { token, account } = (await enter(username, { password: initialPassword })).body;
  expect(account).toMatchObject({
    mustChangePassword: true,
    totpEnrolled: false,
    recoveryCodesLeft: 0,
  });
  const work = () => call("findCollections", { token, body: { text: "19900000001" } });
  expect(await work()).toMatchObject({ status: 403, code: "password-change-needed" });
  for (const newPassword of ["short", initialPassword, `${username}-and-more-letters`]) {
    expect(
      await call("changePassword", { token, body: { password: initialPassword, newPassword } }),
    ).toMatchObject({
      status: 422,
      code: "password-too-weak",
    });
  }
  expect(
    await call("changePassword", { token, body: { password: "wrong", newPassword: chosen } }),
  ).toMatchObject({
    code: "password-wrong",
  });
  const changed = await call("changePassword", {
    token,
    body: { password: initialPassword, newPassword: chosen },
  });
  expect(changed.body).toMatchObject({ mustChangePassword: false });
  expect(await work()).toMatchObject({ status: 403, code: "totp-enrolment-needed" });
  expect(
    await call("confirmTotpEnrolment", { token, body: { oneTimeCode: "000000" } }),
  ).toMatchObject({
    code: "totp-enrolment-not-started",
  });
  const { otpauthUri, secret } = (
    await call("startTotpEnrolment", { token, body: { password: chosen } })
  ).body;
  expect(otpauthUri).toMatch(/^otpauth:\/\/totp\/GradPhoto:new-/);
  expect(otpauthUri).toContain(`secret=${secret}`);
  const right = codeAt(secret, clock.now);
  const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
  expect(await call("confirmTotpEnrolment", { token, body: { oneTimeCode: wrong } })).toMatchObject(
    {
      code: "one-time-code-wrong",
    },
  );
  const confirmed = (await call("confirmTotpEnrolment", { token, body: { oneTimeCode: right } }))
    .body;
  expect(new Set(confirmed.recoveryCodes).size).toBe(10);
  expect(confirmed.account).toMatchObject({ totpEnrolled: true, recoveryCodesLeft: 10 });
  expect(await work()).toMatchObject({ status: 200 });
  expect(await enter(username, { password: initialPassword })).toMatchObject({
    code: "staff-sign-in-refused",
  });
});

test("refuses new passwords that are common or made of words that are guessed first", async () => {
  const { token } = await settled();
  const change = async (newPassword: string) =>
    (await call("changePassword", { token, body: { password: chosen, newPassword } })).code;
  for (const existing of ["1qaz2wsx3edc", "Q1w2E3r4T5y6", "monkey-2026-11", "123456789qwe!!"]) {
    expect(await change(existing), existing).toBe("password-known");
  }
  wait(20 * minute);
  for (const guessed of [
    "gradphoto-2026",
    "毕业证照财务密码一二三",
    "operator-auditor",
    "Password-Reviewer-1",
  ]) {
    expect(await change(guessed), guessed).toBe("password-too-weak");
  }
  expect(await change("auditor kettle meadow seven")).toBeUndefined();
});

test("an account with one-time codes cannot sign in by password only, and each code is valid once", async () => {
  const { username, secret } = await settled();
  expect(await enter(username, { password: chosen })).toMatchObject({
    code: "staff-sign-in-refused",
  });
  const oneTimeCode = codeAt(secret, clock.now);
  expect(await enter(username, { password: chosen, oneTimeCode })).toMatchObject({
    code: "staff-sign-in-refused",
  });
  wait(minute);
  const later = codeAt(secret, clock.now);
  expect(await enter(username, { password: chosen, oneTimeCode: later })).toMatchObject({
    status: 200,
  });
});

test("a recovery code replaces a one-time code once, even in parallel; new recovery codes void the old", async () => {
  const { username, recoveryCodes, token } = await settled();
  const [first, second] = recoveryCodes;
  const use = (recoveryCode: string) => enter(username, { password: chosen, recoveryCode });
  const answers = await Promise.all([use(first), use(first.toUpperCase().replace("-", " "))]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect((await call("readStaffAccount", { token })).body.recoveryCodesLeft).toBe(9);
  const renewed = (await call("renewRecoveryCodes", { token, body: { password: chosen } })).body
    .recoveryCodes;
  expect(await use(second)).toMatchObject({ status: 401 });
  expect(await use(renewed[0])).toMatchObject({ status: 200 });
  expect(
    JSON.stringify((await pool.query("select * from staff_recovery_codes")).rows),
  ).not.toContain(renewed[1]);
});

test("staff list and end their own sessions; another account's session is not found", async () => {
  const { username, recoveryCodes, token } = await settled();
  const other = (await enter(username, { password: chosen, recoveryCode: recoveryCodes[0] })).body
    .token;
  wait(2 * minute);
  const { sessions } = (await call("listMySessions", { token })).body;
  expect(sessions).toHaveLength(2);
  expect(sessions[0]).toMatchObject({ current: true, lastSeenAt: clock.now.toISOString() });
  const { sessionId } = sessions[1];
  const stranger = await operator();
  expect(await call("endMySession", { token: stranger, params: { sessionId } })).toMatchObject({
    code: "not-found",
  });
  expect(await call("endMySession", { token, params: { sessionId } })).toMatchObject({
    status: 200,
  });
  expect(await call("readStaffAccount", { token: other })).toMatchObject({
    code: "session-expired",
  });
  expect((await call("endMyOtherSessions", { token })).body).toEqual({ ended: 0 });
  const third = (await enter(username, { password: chosen, recoveryCode: recoveryCodes[1] })).body
    .token;
  expect((await call("endMyOtherSessions", { token })).body).toEqual({ ended: 1 });
  expect(await call("readStaffAccount", { token: third })).toMatchObject({
    code: "session-expired",
  });
});

test("an initial password is valid for one week", async () => {
  const { username, body } = await create();
  wait(7 * 24 * 60 * minute);
  expect(await enter(username, { password: body.initialPassword })).toMatchObject({
    code: "staff-sign-in-refused",
  });
});

test("disabling an account ends its sessions at once, and enabling it allows sign-in again", async () => {
  const { username, staffId, token, recoveryCodes } = await settled();
  const params = { staffId };
  const disabled = await call("disableStaff", { token: await operator(), params });
  expect(disabled.body).toMatchObject({ openSessions: 0, disabledAt: clock.now.toISOString() });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  const signInAgain = () => enter(username, { password: chosen, recoveryCode: recoveryCodes[0] });
  expect(await signInAgain()).toMatchObject({ code: "staff-sign-in-refused" });
  expect(
    (await call("enableStaff", { token: await operator(), params })).body.disabledAt,
  ).toBeNull();
  await confirm(staffId);
  expect(await signInAgain()).toMatchObject({ status: 200 });
});

test("resetting access ends all sessions, and the old password cannot enrol new codes", async () => {
  const { username, staffId, token } = await settled();
  const body = { reset: "password-and-totp" };
  const reset = (
    await call("resetStaffAccess", { token: await operator(), params: { staffId }, body })
  ).body;
  expect(reset.member).toMatchObject({
    mustChangePassword: true,
    totpEnrolled: false,
    openSessions: 0,
  });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  await confirm(staffId);
  expect(await enter(username, { password: chosen })).toMatchObject({
    code: "staff-sign-in-refused",
  });
  expect(await enter(username, { password: reset.initialPassword })).toMatchObject({ status: 200 });
});

test("an operator assigns only roles and schools that fit together, and never to their own account", async () => {
  expect(await create({ role: "school-admin" })).toMatchObject({ code: "staff-school-unfitting" });
  expect(await create({ schoolCode: "10559" })).toMatchObject({ code: "staff-school-unfitting" });
  expect(await create({ role: "school-admin", schoolCode: "00000" })).toMatchObject({
    code: "school-not-found",
  });
  expect(await create({ username: "OPERATOR" })).toMatchObject({ code: "username-taken" });
  const { staffId, token: otherToken } = await settled();
  const token = await operator();
  const change = (id: string, body: object) =>
    call("changeStaff", { token, params: { staffId: id }, body });
  const admin = { name: "测试改名", role: "school-admin", schoolCode: "10559" };
  expect((await change(staffId, admin)).body).toMatchObject({
    name: "测试改名",
    school: { schoolCode: "10559" },
  });
  expect(await call("readStaffAccount", { token: otherToken })).toMatchObject({
    code: "session-expired",
  });
  const self = (await call("readStaffAccount", { token })).body.staffId;
  expect(await change(self, admin)).toMatchObject({ code: "staff-own-account" });
  expect(
    (await change(self, { name: "测试运营", role: "operator", schoolCode: null })).status,
  ).toBe(200);
  const toSelf = { token, params: { staffId: self }, body: { reset: "password" } };
  for (const name of ["disableStaff", "resetStaffAccess"] satisfies RouteName[]) {
    expect(await call(name, toSelf)).toMatchObject({ code: "staff-own-account" });
  }
});

test("lists staff latest first and page by page, and filters by role, state and text", async () => {
  const token = await operator();
  const list = async (query: Record<string, string>) =>
    (await call("listStaff", { token, query: { limit: "100", ...query } })).body;
  const { staff: all } = await list({});
  const seen: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page: { staff: { staffId: string }[]; next: string | null } = await list({
      limit: "3",
      ...(after && { after }),
    });
    seen.push(...page.staff.map(({ staffId }) => staffId));
    after = page.next;
  }
  expect(seen).toEqual(all.map(({ staffId }: { staffId: string }) => staffId));
  const names = async (query: Record<string, string>) =>
    (await list(query)).staff.map(({ username }: { username: string }) => username);
  expect(await names({ role: "finance" })).toEqual(
    expect.arrayContaining(["finance-1", "finance-2"]),
  );
  expect(await names({ text: "暨南" })).toContain("school-admin");
  expect(await names({ text: "AUDIT" })).toEqual(["auditor"]);
  expect(await names({ text: "%" })).toEqual([]);
  expect(await names({ state: "disabled" })).toEqual([]);
});

test("every change is in the audit log, without secrets or names", async () => {
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select action, details from audit_entries");
  for (const action of [
    ...[
      "password-changed",
      "password-refused",
      "totp-enrolled",
      "recovery-codes-renewed",
      "sessions-ended",
    ],
    ...["staff-created", "staff-changed", "staff-disabled", "staff-enabled", "staff-access-reset"],
  ]) {
    expect(rows.map((row) => row.action)).toContain(action);
  }
  expect(JSON.stringify(rows)).not.toMatch(/测试|a password of their own|new-/);
});

test("names devices by browser and system, and returns null for unknown ones", () => {
  const windows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36";
  expect(deviceWords(windows)).toBe("Chrome, Windows");
  expect(deviceWords(`${windows} Edg/126.0`)).toBe("Edge, Windows");
  expect(deviceWords("lightMyRequest")).toBeNull();
  expect(deviceWords(null)).toBeNull();
});
