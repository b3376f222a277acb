import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "../infra/db/schema/index.ts";
import { openTestApi } from "../testing/open-api.ts";
import { deleteEndedSessions } from "./sessions.ts";

const { db, pool, app, call, clock, sandbox } = await openTestApi();

const sha256 = (token: string): string => createHash("sha256").update(token).digest("hex");

const signIn = async () => {
  const { id } = await sandbox.addPerson();
  const { body } = await call("signInWithWechat", {
    body: { code: await sandbox.wechatCode("login", id) },
  });
  return body;
};

test("signing out ends the session at once, and no other session", async () => {
  const [session, otherSession] = [await signIn(), await signIn()];
  expect(await call("signOut", { token: session.token })).toMatchObject({ status: 200, body: {} });
  expect(await call("readAccount", { token: session.token })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  expect(await call("signOut", { token: session.token })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  expect(await call("readAccount", { token: otherSession.token })).toMatchObject({ status: 200 });
});

const days = (count: number): number => count * 86_400_000;
const wait = (ms: number): void => {
  clock.now = new Date(clock.now.getTime() + ms);
};

test("a session ends after a week without use, and use extends it", async () => {
  const [unused, used] = [await signIn(), await signIn()];
  wait(days(4));
  expect(await call("readAccount", { token: used.token })).toMatchObject({ status: 200 });
  wait(days(3));
  expect(await call("readAccount", { token: unused.token })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  expect(await call("readAccount", { token: used.token })).toMatchObject({ status: 200 });
});

test("a student lists all signed-in devices, sees new ones marked, and ends one or all others", async () => {
  const { id } = await sandbox.addPerson();
  const enter = async (userAgent: string) => {
    const code = await sandbox.wechatCode("login", id);
    return (await call("signInWithWechat", { body: { code }, userAgent })).body.token;
  };
  const first = await enter("Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0");
  wait(60_000);
  const second = await enter("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36");
  const stranger = await signIn();
  const list = async (token: string) =>
    (await call("listAccountSessions", { token })).body.sessions;
  const [seenLast, seenFirst] = await list(first);
  expect(seenLast).toMatchObject({ device: "Chrome, Windows", current: false, isNews: true });
  expect(seenFirst).toMatchObject({ device: "WeChat, Android", current: true, isNews: false });
  expect((await list(second)).map(({ isNews }: { isNews: boolean }) => isNews)).toEqual([
    false,
    false,
  ]);
  await call("acknowledgeAccountSessions", {
    token: first,
    body: { seenUntil: seenLast.createdAt },
  });
  expect((await list(first)).map(({ isNews }: { isNews: boolean }) => isNews)).toEqual([
    false,
    false,
  ]);

  const params = { accountSessionId: seenLast.accountSessionId };
  expect(await call("endAccountSession", { token: stranger.token, params })).toMatchObject({
    code: "not-found",
  });
  expect(await call("endAccountSession", { token: first, params })).toMatchObject({ status: 200 });
  expect(await call("readAccount", { token: second })).toMatchObject({ code: "session-expired" });
  const third = await enter("Mozilla/5.0");
  expect((await call("endOtherAccountSessions", { token: first })).body).toEqual({ ended: 1 });
  expect(await call("readAccount", { token: third })).toMatchObject({ code: "session-expired" });
  expect(await list(first)).toHaveLength(1);
});

test("a helper's phone is neither listed among the student's devices nor signed out with them", async () => {
  const { token } = await signIn();
  const [session] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.tokenSha256, sha256(token)));
  if (!session) throw new Error("no session");
  const helper = {
    ...session,
    id: randomUUID(),
    tokenSha256: sha256("helper"),
    role: "helper",
  } as const;
  await db.insert(sessions).values(helper);
  expect((await call("listAccountSessions", { token })).body.sessions).toHaveLength(1);
  expect((await call("endOtherAccountSessions", { token })).body).toEqual({ ended: 0 });
});

test("a session ends after thirty days, however often it is used", async () => {
  const { token, expiresAt } = await signIn();
  expect(new Date(expiresAt).getTime() - clock.now.getTime()).toBe(30 * 86_400_000);
  for (let week = 0; week < 4; week++) {
    wait(days(6));
    expect(await call("readAccount", { token })).toMatchObject({ status: 200 });
  }
  clock.now = new Date(new Date(expiresAt).getTime() - 1);
  expect(await call("readAccount", { token })).toMatchObject({ status: 200 });
  clock.now = new Date(expiresAt);
  expect(await call("readAccount", { token })).toMatchObject({
    status: 401,
    code: "session-expired",
  });
  await deleteEndedSessions(db, new Date(clock.now.getTime() + 1));
  expect(await call("readAccount", { token })).toMatchObject({ code: "session-expired" });
});

test("a missing token is session-missing, and an invalid token is session-expired, on public routes too", async () => {
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
      expect(response.json(), authorization.slice(0, 20)).toMatchObject({
        status: 401,
        code: "session-expired",
      });
    }
  }
});

test("the token is 32 random bytes, and the database stores only its SHA-256", async () => {
  const { token } = await signIn();
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  const { rows } = await pool.query("select * from sessions order by created_at desc");
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).toContain(sha256(token));
});

test("a staff session has the person's current role and school", async () => {
  const token = "staff-token";
  const [staffId, tokenSha256] = [randomUUID(), sha256(token)];
  await pool.query(
    `insert into staff (id, username, name, role, password_hash, created_at)
     values ($1, 'test', 'sealed:k:${"A".repeat(16)}:${"A".repeat(24)}', 'reviewer', '-', now())`,
    [staffId],
  );
  await pool.query(
    `insert into sessions (token_sha256, staff_id, role, created_at, expires_at) values ($1, $2, 'operator', $3, $4)`,
    [tokenSha256, staffId, clock.now, new Date(clock.now.getTime() + 3_600_000)],
  );
  expect((await call("readAccount", { token })).body).toMatchObject({
    accountId: staffId,
    role: "reviewer",
    phoneMasked: null,
  });
  expect(await call("listCollections", { token })).toMatchObject({
    status: 403,
    code: "forbidden",
  });
  expect(await call("signOut", { token })).toMatchObject({ status: 200 });
  expect(await call("readAccount", { token })).toMatchObject({ code: "session-expired" });
});
