import { expect, test } from "vitest";
import { codeAt } from "../staff/one-time-code.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { openTestApi } from "../testing/open-api.ts";
import { runFirstOperator } from "./first-operator.ts";

const { url, db, pool, call, clock } = await openTestApi();

/** Runs the command against the test database. */
async function run(...args: string[]) {
  const text: string[] = [];
  const warned: string[] = [];
  const code = await runFirstOperator(
    args,
    { DATABASE_URL: url },
    { print: (words) => void text.push(words), warn: (words) => void warned.push(words) },
  );
  return { code, printed: text, warned: warned.join("\n") };
}

test("missing names, or a password on the command line, print the usage and change nothing", async () => {
  const wrong = [
    [],
    ["--username", "ming.li"],
    ["--username", "李明", "--name", "李明"],
    ["--username", "ming.li", "--name", "李明", "--password", "a secret"],
  ];
  for (const args of wrong) {
    const { code, printed: text, warned } = await run(...args);
    expect(code).toBe(64);
    expect(text).toEqual([]);
    expect(warned).toContain("first-operator");
    expect(warned).not.toContain("a secret");
  }
  expect((await pool.query("select from staff")).rowCount).toBe(0);
});

test("of three concurrent calls two create operators, who must first set a password and one-time codes", async () => {
  const answers = await Promise.all([
    run("--username", "third", "--name", "赵云"),
    run("--username", "Ming.Li", "--name", "李明"),
    run("--username", "other", "--name", "王芳"),
  ]);
  const [made, , refused] = answers.sort((one, another) => one.code - another.code);
  expect(refused).toMatchObject({ code: 1, printed: [] });
  expect(refused?.warned).toContain("There are two operators already");
  expect(made?.code).toBe(0);
  expect(made?.printed).toHaveLength(1);

  const { rows } = await pool.query("select username, role, name, password_hash, totp from staff");
  const operators = { role: "operator", totp: null };
  expect(rows).toMatchObject([operators, operators]);
  const [password = ""] = made?.printed ?? [];
  expect(JSON.stringify(rows)).not.toContain(password);
  const tries = await Promise.all(
    rows.map(({ username }) => call("staffSignIn", { body: { username, password } })),
  );
  const { token } = tries.find(({ status }) => status === 200)?.body ?? {};
  expect((await call("readHealth", { token })).code).toBe("password-change-needed");
  const newPassword = "a long sentence of one's own";
  expect((await call("changePassword", { token, body: { password, newPassword } })).status).toBe(
    200,
  );
  expect((await call("readHealth", { token })).code).toBe("totp-enrolment-needed");
  const enrolment = await call("startTotpEnrolment", { token, body: { password: newPassword } });
  const oneTimeCode = codeAt(enrolment.body.secret, clock.now);
  expect((await call("confirmTotpEnrolment", { token, body: { oneTimeCode } })).status).toBe(200);
  expect((await call("readHealth", { token })).status).toBe(200);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

test("a third active operator is refused, and a lost operator can be replaced", async () => {
  expect(await run("--username", "fourth", "--name", "赵云")).toMatchObject({
    code: 1,
    printed: [],
  });
  await pool.query(
    "update staff set disabled_at = now() where username = (select min(username) from staff)",
  );
  expect(await run("--username", "fourth", "--name", "赵云")).toMatchObject({ code: 0 });
  expect(await run("--username", "fifth", "--name", "赵云")).toMatchObject({
    code: 1,
    printed: [],
  });
  expect((await pool.query("select from staff")).rowCount).toBe(3);
});
