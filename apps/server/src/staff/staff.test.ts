import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/audit-log.ts";
import { staffAccess, testStaff } from "../testing/school-and-staff.ts";
import { deleteOldBrowsers } from "./known-browsers.ts";
import { codeAt } from "./one-time-code.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, logged, wait } = await openStaffApi();
const { password, totp } = staffAccess;
const minute = 60_000;
const hour = 60 * minute;
interface Input {
  readonly password?: string;
  readonly oneTimeCode?: string;
  readonly recoveryCode?: string;
  readonly browserId?: string;
}
const enter = (username: string, input: Input = {}, address = "127.0.0.1") =>
  call("staffSignIn", {
    body: { username, password, oneTimeCode: codeAt(totp, clock.now), ...input },
    address,
  });
const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("password and one-time code open a session of twelve hours that contains the account", async () => {
  for (const { username, name, role, schoolCode } of testStaff) {
    const { status, body } = await enter(username.toUpperCase());
    expect(status).toBe(200);
    expect(body.account).toMatchObject({ username, name, role });
    expect(body.account.school?.schoolCode ?? null).toBe(schoolCode);
    expect(new Date(body.expiresAt).getTime() - clock.now.getTime()).toBe(12 * 60 * minute);
    expect((await call("readStaffAccount", { token: body.token })).body).toEqual(body.account);
  }
});

test("signing out ends the session at once, and every session ends after twelve hours", async () => {
  wait(minute);
  const { token } = (await enter("service")).body;
  expect(await call("signOut", { token })).toMatchObject({ status: 200 });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  wait(minute);
  const { token: later } = (await enter("service")).body;
  wait(12 * 60 * minute);
  expect(await call("readStaffAccount", { token: later })).toMatchObject({
    code: "session-expired",
  });
});

test("a session ends after two idle hours and is no longer listed; use extends it up to twelve hours", async () => {
  wait(10 * minute);
  const unusedToken = (await enter("auditor")).body.token;
  wait(minute);
  const { token: used, expiresAt } = (await enter("auditor")).body;
  for (let turn = 0; turn < 4; turn++) {
    wait(29 * minute);
    expect(await call("readStaffAccount", { token: used })).toMatchObject({ status: 200 });
    if (turn === 2)
      expect((await call("listMySessions", { token: used })).body.sessions).toHaveLength(2);
  }
  wait(4 * minute);
  expect(await call("readStaffAccount", { token: unusedToken })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  expect((await call("listMySessions", { token: used })).body.sessions).toHaveLength(1);
  while (clock.now.getTime() + 119 * minute < new Date(expiresAt).getTime()) {
    wait(119 * minute);
    expect(await call("readStaffAccount", { token: used })).toMatchObject({ status: 200 });
  }
  clock.now = new Date(expiresAt);
  expect(await call("readStaffAccount", { token: used })).toMatchObject({
    code: "session-expired",
  });
});

test("background requests and picture loads do not extend an idle session", async () => {
  wait(10 * minute);
  const { token } = (await enter("auditor")).body;
  const params = { token: "A".repeat(92) };
  for (let turn = 0; turn < 11; turn++) {
    wait(10 * minute);
    expect(await call("readStaffAccount", { token, untouched: true })).toMatchObject({
      status: 200,
    });
    expect(await call("readPicture", { token, params })).toMatchObject({ status: 404 });
  }
  wait(10 * minute);
  expect(await call("readStaffAccount", { token })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
});

test("accepts each one-time code once, even in parallel, and codes one time step early or late", async () => {
  wait(10 * minute);
  const oneTimeCode = codeAt(totp, clock.now);
  const answers = await Promise.all([1, 2].map(() => enter("operator", { oneTimeCode })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect(
    await enter("operator", { oneTimeCode: codeAt(totp, new Date(clock.now.getTime() - 30_000)) }),
  ).toMatchObject({
    code: "staff-sign-in-refused",
  });
  const next = codeAt(totp, new Date(clock.now.getTime() + 30_000));
  expect(await enter("operator", { oneTimeCode: next })).toMatchObject({ status: 200 });
  wait(10 * minute);
  const oldCode = codeAt(totp, new Date(clock.now.getTime() - 60_000));
  expect(await enter("operator", { oneTimeCode: oldCode })).toMatchObject({ status: 401 });
});

test.each(["reviewer-1", "nobody-of-this-name"])(
  "after five wrong passwords for %s from one network, refuses every sign-in for fifteen minutes",
  async (username) => {
    wait(hour);
    for (let failure = 0; failure < 5; failure++) {
      expect(await enter(username, { password: "wrong" })).toMatchObject({
        code: "staff-sign-in-refused",
      });
    }
    const lockedUntil = new Date(clock.now.getTime() + 15 * minute).toISOString();
    const refusal = { status: 429, code: "staff-sign-in-locked", body: { lockedUntil } };
    for (const input of [{ password: "wrong" }, {}])
      expect(await enter(username, input)).toMatchObject(refusal);
    wait(15 * minute);
    expect(await enter(username)).toMatchObject({ status: username === "reviewer-1" ? 200 : 401 });
  },
);

test("counts parallel password guesses, and checks at most five", async () => {
  wait(hour);
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => enter("auditor", { password: "wrong" })),
  );
  expect(answers.filter(({ code }) => code === "staff-sign-in-refused")).toHaveLength(5);
  expect(answers.filter(({ code }) => code === "staff-sign-in-locked")).toHaveLength(4);
});

test("empty or unknown sign-ins lock no account of the network; wrong passwords lock only unknown browsers", async () => {
  wait(hour);
  const browserId = "a-browser-of-the-office".padEnd(40, "0");
  expect(await enter("school-admin", { browserId })).toMatchObject({ status: 200 });
  for (let tried = 0; tried < 100; tried++) await call("staffSignIn", { body: {} });
  for (let name = 0; name < 10; name++) await enter(`made-up-${name}`);
  wait(minute);
  expect(await enter("school-admin")).toMatchObject({ status: 200 });
  for (let failure = 0; failure < 6; failure++) await enter("school-admin", { password: "wrong" });
  wait(minute);
  expect(await enter("school-admin")).toMatchObject({ code: "staff-sign-in-locked" });
  expect(await enter("school-admin", { browserId: "another".padEnd(40, "0") })).toMatchObject({
    status: 429,
  });
  expect(await enter("school-admin", { browserId })).toMatchObject({ status: 200 });
  expect(await enter("finance-1", { browserId })).toMatchObject({ status: 200 });
});

test("limits sign-ins with unknown names per network and minute; known browsers can still sign in", async () => {
  wait(hour);
  const browserId = "a-browser-of-the-campus".padEnd(40, "4");
  expect(await enter("reviewer-1", { browserId })).toMatchObject({ status: 200 });
  await enter("made-up", {}, "198.51.100.1");
  await pool.query("update rate_limits set hits = 120 where name = 'staff-network'");
  expect(await enter("made-up-too", {}, "198.51.100.1")).toMatchObject({
    code: "staff-sign-in-locked",
  });
  expect(await enter("made-up-too", {}, "198.51.100.2")).toMatchObject({
    code: "staff-sign-in-refused",
  });
  wait(30_000);
  expect(await enter("reviewer-1", { browserId }, "198.51.100.1")).toMatchObject({ status: 200 });
  wait(minute);
  expect(await enter("reviewer-1", {}, "198.51.100.1")).toMatchObject({ status: 200 });
});

test("a known browser has its own limit of five wrong passwords", async () => {
  wait(hour);
  const browserId = "another-browser".padEnd(40, "1");
  expect(await enter("reviewer-1", { browserId })).toMatchObject({ status: 200 });
  for (let failure = 0; failure < 5; failure++)
    await enter("reviewer-1", { browserId, password: "wrong" });
  wait(minute);
  expect(await enter("reviewer-1", { browserId })).toMatchObject({ code: "staff-sign-in-locked" });
  expect(await enter("reviewer-1")).toMatchObject({ status: 200 });
});

test("locks a name after fifty wrong passwords from many networks, except in the owner's known browser", async () => {
  wait(hour);
  const browserId = "a-browser-at-home".padEnd(40, "2");
  expect(await enter("senior-reviewer", { browserId })).toMatchObject({ status: 200 });
  for (let at = 1; at <= 10; at++) {
    for (let failure = 0; failure < 5; failure++)
      await enter("senior-reviewer", { password: "wrong" }, `192.0.2.${at}`);
  }
  wait(minute);
  expect(await enter("senior-reviewer", {}, "192.0.2.99")).toMatchObject({
    code: "staff-sign-in-locked",
  });
  expect(await enter("senior-reviewer", { browserId }, "192.0.2.99")).toMatchObject({
    status: 200,
  });
});

test("after five wrong codes in an hour, an unknown browser needs a recovery code, and the owner is notified", async () => {
  wait(hour);
  const browserId = "the-browser-of-finance".padEnd(40, "3");
  const { token } = (await enter("finance-2", { browserId })).body;
  const { recoveryCodes } = (await call("renewRecoveryCodes", { token, body: { password } })).body;
  wait(minute);
  const guess = (at: number) =>
    enter("finance-2", { oneTimeCode: wrongCode(codeAt(totp, clock.now)) }, `203.0.113.${at}`);
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, at) => guess(at)));
  expect(guesses.filter(({ code }) => code === "staff-sign-in-refused")).toHaveLength(5);
  expect(guesses.filter(({ code }) => code === "staff-sign-in-locked")).toHaveLength(7);
  for (let later = 0; later < 3; later++) {
    wait(5 * minute);
    expect(await enter("finance-2", {}, "203.0.113.99")).toMatchObject({
      code: "staff-sign-in-locked",
    });
  }
  const [recoveryCode] = recoveryCodes;
  const body = { username: "finance-2", password, recoveryCode };
  expect(await call("staffSignIn", { body, address: "203.0.113.99" })).toMatchObject({
    status: 200,
  });
  expect(await enter("finance-2", { browserId })).toMatchObject({ status: 200 });
  const { changes } = (await call("listMyAccountChanges", { token })).body;
  expect(changes).toMatchObject([{ what: "one-time-codes-wrong", seen: false }]);
  wait(hour);
  expect(await enter("finance-2", {}, "203.0.113.99")).toMatchObject({ status: 200 });
});

test("a repeated valid code does not count as a wrong one", async () => {
  wait(hour);
  const oneTimeCode = codeAt(totp, clock.now);
  expect(await enter("operator", { oneTimeCode })).toMatchObject({ status: 200 });
  for (let repeated = 0; repeated < 8; repeated++)
    expect(await enter("operator", { oneTimeCode })).toMatchObject({ status: 401 });
  wait(minute);
  expect(await enter("operator")).toMatchObject({ status: 200 });
});

test("a successful sign-in resets the count of failures", async () => {
  for (let round = 0; round < 3; round++) {
    wait(minute);
    for (let failure = 0; failure < 4; failure++) await enter("finance-1", { password: "wrong" });
    expect(await enter("finance-1")).toMatchObject({ status: 200 });
  }
});

test("every sign-in and failure is in the audit log, without names and without typed text", async () => {
  await enter("typed-by-mistake", { password: "my-password" });
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query("select action, subject, details from audit_entries");
  const of = (action: string) => rows.filter((row) => row.action === action);
  expect(of("signed-in").length).toBeGreaterThan(9);
  expect(new Set(of("staff-sign-in-failed").map(({ details }) => details.why))).toEqual(
    new Set(["password", "one-time-code", "locked", "unknown"]),
  );
  const counts = await pool.query("select * from rate_limits");
  const logs = JSON.stringify([rows, counts.rows]) + logged.join("");
  expect(logs).not.toMatch(/typed-by-mistake|my-password|a-password-of-tests|测试/);
});

test("forgets a browser that was not used for half a year", async () => {
  await deleteOldBrowsers(db, new Date(clock.now.getTime() + 179 * 24 * hour));
  expect((await pool.query("select from staff_browsers")).rowCount).toBeGreaterThan(0);
  await deleteOldBrowsers(db, new Date(clock.now.getTime() + 181 * 24 * hour));
  expect((await pool.query("select from staff_browsers")).rowCount).toBe(0);
});
