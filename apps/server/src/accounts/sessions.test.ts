import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openTestApi } from "../testing/open-api.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { deleteEndedSessions } from "./sessions.ts";

const database = await openTestDatabase();
const { db, pool } = database;
const sandbox = await startSandbox();
const { app, call, clock } = openTestApi(database, sandbox);

const signIn = async () => {
  const { id } = await sandbox.addPerson();
  const { body } = await call("signInWithWechat", { body: { code: await sandbox.wechatCode("login", id) } });
  return body;
};

test("signing out ends the session at once, and no other", async () => {
  const [one, other] = [await signIn(), await signIn()];
  expect(await call("signOut", { token: one.token })).toMatchObject({ status: 200, body: {} });
  expect(await call("readAccount", { token: one.token })).toMatchObject({ status: 401, code: "session-expired" });
  expect(await call("signOut", { token: one.token })).toMatchObject({ status: 401, code: "session-expired" });
  expect(await call("readAccount", { token: other.token })).toMatchObject({ status: 200 });
});

test("a session ends by itself after thirty days", async () => {
  const { token, expiresAt } = await signIn();
  expect(new Date(expiresAt).getTime() - clock.now.getTime()).toBe(30 * 86_400_000);
  clock.now = new Date(new Date(expiresAt).getTime() - 1);
  expect(await call("readAccount", { token })).toMatchObject({ status: 200 });
  clock.now = new Date(expiresAt);
  expect(await call("readAccount", { token })).toMatchObject({ status: 401, code: "session-expired" });
  await deleteEndedSessions(db, new Date(clock.now.getTime() + 1));
  expect(await call("readAccount", { token })).toMatchObject({ code: "session-expired" });
});

test("without a session it is missing; whatever else stands in its place has expired, on public routes too", async () => {
  expect(await call("readAccount")).toMatchObject({ status: 401, code: "session-missing" });
  for (const authorization of [
    "",
    "Bearer",
    "Bearer x",
    "Basic abc",
    "Bearer a b",
    `Bearer ${"a".repeat(5000)}`,
    "Bearer ';--",
  ]) {
    for (const url of ["/v1/account", "/v1/schools?query=a"]) {
      const response = await app.inject({ url, headers: { authorization } });
      expect(response.json(), authorization.slice(0, 20)).toMatchObject({ status: 401, code: "session-expired" });
    }
  }
});

test("the token is 32 random bytes, of which the database keeps the SHA-256 alone", async () => {
  const { token } = await signIn();
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  const { rows } = await pool.query("select * from sessions order by created_at desc");
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).toContain(createHash("sha256").update(token).digest("hex"));
});

test("a staff session has the role and school the person has today", async () => {
  const token = "staff-token";
  const [staffId, tokenSha256] = [randomUUID(), createHash("sha256").update(token).digest("hex")];
  await pool.query(
    `insert into staff (id, username, name, role, password_hash, created_at)
     values ($1, 'test', 'sealed:k:${"A".repeat(16)}:${"A".repeat(24)}', 'reviewer', '-', now())`,
    [staffId],
  );
  await pool.query(
    `insert into sessions (token_sha256, staff_id, role, created_at, expires_at) values ($1, $2, 'operator', now(), $3)`,
    [tokenSha256, staffId, new Date(clock.now.getTime() + 3_600_000)],
  );
  expect((await call("readAccount", { token })).body).toMatchObject({
    accountId: staffId,
    role: "reviewer",
    phoneMasked: null,
  });
  expect(await call("listCollections", { token })).toMatchObject({ status: 403, code: "forbidden" });
  expect(await call("signOut", { token })).toMatchObject({ status: 200 });
  expect(await call("readAccount", { token })).toMatchObject({ code: "session-expired" });
});
