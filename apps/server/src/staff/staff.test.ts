import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/check-audit-log.ts";
import { openTestApi } from "../testing/open-api.ts";
import { addSchoolAndStaff, staffAccess, testStaff } from "../testing/school-and-staff.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { codeAt } from "./one-time-code.ts";
import { deleteOldStaffTries } from "./tries.ts";

const database = await openTestDatabase();
const { db, pool } = database;
const { call, clock, logged } = openTestApi(database, await startSandbox());
const { password, totp } = staffAccess;
await addSchoolAndStaff(db, clock.now);

const minute = 60_000;
const wait = (ms: number): void => {
  clock.now = new Date(clock.now.getTime() + ms);
};
const enter = (username: string, given: { password?: string; oneTimeCode?: string } = {}, address = "127.0.0.1") =>
  call("staffSignIn", { body: { username, password, oneTimeCode: codeAt(totp, clock.now), ...given }, address });
const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("password and code open a session of twelve hours that says who it is", async () => {
  for (const { username, name, role, schoolCode } of testStaff) {
    const { status, body } = await enter(username.toUpperCase());
    expect(status).toBe(200);
    expect(body.account).toMatchObject({ username, name, role });
    expect(body.account.school?.schoolCode ?? null).toBe(schoolCode);
    expect(new Date(body.expiresAt).getTime() - clock.now.getTime()).toBe(12 * 60 * minute);
    expect((await call("readStaffAccount", { token: body.token })).body).toEqual(body.account);
  }
});

test("signing out ends it at once, and twelve hours end it by themselves", async () => {
  wait(minute);
  const { token } = (await enter("service")).body;
  expect(await call("signOut", { token })).toMatchObject({ status: 200 });
  expect(await call("readStaffAccount", { token })).toMatchObject({ code: "session-expired" });
  wait(minute);
  const { token: later } = (await enter("service")).body;
  wait(12 * 60 * minute);
  expect(await call("readStaffAccount", { token: later })).toMatchObject({ code: "session-expired" });
});

test("two hours without use end a session, and it is on no list; work keeps it to its twelve hours", async () => {
  wait(10 * minute);
  const left = (await enter("auditor")).body.token;
  wait(minute);
  const { token: used, expiresAt } = (await enter("auditor")).body;
  for (let turn = 0; turn < 4; turn++) {
    wait(29 * minute);
    expect(await call("readStaffAccount", { token: used })).toMatchObject({ status: 200 });
    if (turn === 2) expect((await call("listMySessions", { token: used })).body.sessions).toHaveLength(2);
  }
  wait(4 * minute);
  expect(await call("readStaffAccount", { token: left })).toMatchObject({ status: 401, code: "session-expired" });
  expect((await call("listMySessions", { token: used })).body.sessions).toHaveLength(1);
  while (clock.now.getTime() + 119 * minute < new Date(expiresAt).getTime()) {
    wait(119 * minute);
    expect(await call("readStaffAccount", { token: used })).toMatchObject({ status: 200 });
  }
  clock.now = new Date(expiresAt);
  expect(await call("readStaffAccount", { token: used })).toMatchObject({ code: "session-expired" });
});

test("a page that nobody touches keeps no session alive, with what it asks nor with the pictures it loads", async () => {
  wait(10 * minute);
  const { token } = (await enter("auditor")).body;
  const params = { token: "A".repeat(92) };
  for (let turn = 0; turn < 11; turn++) {
    wait(10 * minute);
    expect(await call("readStaffAccount", { token, untouched: true })).toMatchObject({ status: 200 });
    expect(await call("readPicture", { token, params })).toMatchObject({ status: 404 });
  }
  wait(10 * minute);
  expect(await call("readStaffAccount", { token })).toMatchObject({ status: 401, code: "session-expired" });
});

test("a code is taken once, also when two come at once, and one step off either way is taken", async () => {
  wait(10 * minute);
  const oneTimeCode = codeAt(totp, clock.now);
  const answers = await Promise.all([1, 2].map(() => enter("operator", { oneTimeCode })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect(await enter("operator", { oneTimeCode: codeAt(totp, new Date(clock.now.getTime() - 30_000)) })).toMatchObject({
    code: "staff-sign-in-refused",
  });
  const next = codeAt(totp, new Date(clock.now.getTime() + 30_000));
  expect(await enter("operator", { oneTimeCode: next })).toMatchObject({ status: 200 });
  wait(10 * minute);
  const old = codeAt(totp, new Date(clock.now.getTime() - 60_000));
  expect(await enter("operator", { oneTimeCode: old })).toMatchObject({ status: 401 });
});

test.each(["reviewer-1", "nobody-of-this-name"])(
  "the fifth failure locks %s for fifteen minutes for whoever has no right code",
  async (username) => {
    wait(minute);
    for (let failure = 1; failure < 5; failure++) {
      const wrong = failure % 2 ? { password: "wrong" } : { oneTimeCode: another(codeAt(totp, clock.now)) };
      expect(await enter(username, wrong)).toMatchObject({ status: 401, code: "staff-sign-in-refused" });
    }
    const lockedUntil = new Date(clock.now.getTime() + 15 * minute).toISOString();
    const refusal = { status: 429, code: "staff-sign-in-locked", body: { lockedUntil } };
    expect(await enter(username, { password: "wrong" })).toMatchObject(refusal);
    const wrongCode = { oneTimeCode: another(codeAt(totp, clock.now)) };
    expect(await enter(username, wrongCode)).toMatchObject(refusal);
    wait(15 * minute - 1);
    expect(await enter(username, { oneTimeCode: another(codeAt(totp, clock.now)) })).toMatchObject(refusal);
    wait(1);
    expect(await enter(username)).toMatchObject({ status: username === "reviewer-1" ? 200 : 401 });
  },
);

test("guesses at once are all counted: never more than five are looked at", async () => {
  wait(minute);
  const answers = await Promise.all(Array.from({ length: 9 }, () => enter("auditor", { password: "wrong" })));
  expect(answers.filter(({ code }) => code === "staff-sign-in-refused")).toHaveLength(4);
  expect(answers.filter(({ code }) => code === "staff-sign-in-locked")).toHaveLength(5);
});

test("a stranger's failures lock the name for the stranger alone, and tries from everywhere end at fifty", async () => {
  wait(30 * minute);
  const guess = (address: string) =>
    enter("senior-reviewer", { password: "wrong", oneTimeCode: another(codeAt(totp, clock.now)) }, address);
  for (let failure = 0; failure < 5; failure++) await guess("192.0.2.1");
  expect(await guess("192.0.2.1")).toMatchObject({ code: "staff-sign-in-locked" });
  expect(await enter("senior-reviewer")).toMatchObject({ status: 200 });
  for (let at = 2; at <= 10; at++) {
    for (let failure = 0; failure < 5; failure++) await guess(`192.0.2.${at}`);
  }
  expect(await guess("192.0.2.99")).toMatchObject({ status: 429, code: "staff-sign-in-locked" });
  wait(minute);
  expect(await enter("senior-reviewer")).toMatchObject({ status: 200 });
});

test("the right code opens a lock that strangers caused, for one guess of the password each", async () => {
  wait(30 * minute);
  for (let failure = 0; failure < 5; failure++) await enter("school-admin", { password: "wrong" });
  const locked = { status: 429, code: "staff-sign-in-locked" };
  expect(await call("staffSignIn", { body: { username: "school-admin", password } })).toMatchObject(locked);
  const oneTimeCode = codeAt(totp, clock.now);
  expect(await enter("school-admin", { password: "wrong", oneTimeCode })).toMatchObject(locked);
  expect(await enter("school-admin", { oneTimeCode })).toMatchObject(locked);
  wait(minute);
  expect(await enter("school-admin")).toMatchObject({ status: 200 });
  // The lock has gone with it.
  expect(await enter("school-admin", { password: "wrong" })).toMatchObject({ status: 401 });
});

test("a success forgets the failures before it", async () => {
  for (let round = 0; round < 3; round++) {
    wait(minute);
    for (let failure = 0; failure < 4; failure++) await enter("finance-1", { password: "wrong" });
    expect(await enter("finance-1")).toMatchObject({ status: 200 });
  }
});

test("every sign-in and failure is in the audit log, which names nobody and holds nothing that was typed", async () => {
  await enter("typed-by-mistake", { password: "my-password" });
  expect(await checkAuditLog(db)).toMatchObject({ whole: true });
  const { rows } = await pool.query("select action, subject, details from audit_entries");
  const of = (action: string) => rows.filter((row) => row.action === action);
  expect(of("signed-in").length).toBeGreaterThan(9);
  expect(new Set(of("staff-sign-in-failed").map(({ details }) => details.why))).toEqual(
    new Set(["password", "one-time-code", "locked", "unknown"]),
  );
  const tries = await pool.query("select * from staff_tries");
  const everything = JSON.stringify([rows, tries.rows]) + logged.join("");
  expect(everything).not.toMatch(/typed-by-mistake|my-password|a-password-of-tests|测试/);
});

test("old failures are forgotten, locks that last are not", async () => {
  await enter("finance-2", { password: "wrong" });
  await deleteOldStaffTries(db, clock.now);
  expect((await pool.query("select from staff_tries")).rowCount).toBeGreaterThan(0);
  await deleteOldStaffTries(db, new Date(clock.now.getTime() + 25 * 60 * minute));
  expect((await pool.query("select from staff_tries")).rowCount).toBe(0);
});
