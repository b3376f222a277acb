import { randomUUID } from "node:crypto";
import { contractVersionHeader, routeTable } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { staffCookies } from "./session-cookie.ts";
import { openStubApi } from "./testing/open-stub-api.ts";

const { app, called } = openStubApi();
// Stub sessions use their role as token.
const cookie = "theme=dark; gradphoto-staff=reviewer";
const takePath = routeTable.takeTasks.path;
const decisionPath = routeTable.decide.path.replace(":decisionId", randomUUID());
const acts = [
  { method: "POST", url: takePath, payload: { queue: "desk", count: 1 } },
  {
    method: "PUT",
    url: decisionPath,
    payload: {
      ...{ taskId: randomUUID(), attemptId: randomUUID(), decision: { outcome: "approve" } },
      ...{ madeAt: "2027-03-01T00:00:00Z", lookMs: 2000 },
    },
  },
] as const;
const statusOf = async (answer: Promise<{ statusCode: number }>): Promise<number> =>
  (await answer).statusCode;

test("the console's cookie authenticates read requests", async () => {
  called.length = 0;
  await app.inject({ url: routeTable.readStaffAccount.path, headers: { cookie } });
  expect(called.map(({ call }) => call.caller.role)).toEqual(["reviewer"]);
});

test.each(acts)(
  "$method with the cookie requires the contract header, which another site's page cannot send",
  async (act) => {
    called.length = 0;
    expect(await statusOf(app.inject({ ...act, headers: { cookie } }))).toBe(401);
    await app.inject({ ...act, headers: { cookie, [contractVersionHeader]: "1" } });
    expect(called).toMatchObject([{ input: { body: act.payload } }]);
  },
);

test("a token in the Authorization header takes precedence over the cookie", async () => {
  called.length = 0;
  await app.inject({
    url: routeTable.readStaffAccount.path,
    headers: { cookie, authorization: "Bearer auditor" },
  });
  expect(called.map(({ call }) => call.caller.role)).toEqual(["auditor"]);
});

test("student routes ignore the staff cookie, and an expired cookie does not prevent a sign-in", async () => {
  called.length = 0;
  expect(
    await statusOf(app.inject({ url: routeTable.listCollections.path, headers: { cookie } })),
  ).toBe(401);
  const body = { username: "a", password: "b", oneTimeCode: "000000" };
  const stale = { cookie: "gradphoto-staff=ended", [contractVersionHeader]: "1" };
  await app.inject({
    method: "POST",
    url: routeTable.staffSignIn.path,
    payload: body,
    headers: stale,
  });
  expect(called.map(({ name }) => name)).toEqual(["staffSignIn"]);
});

test("sign-in sets a cookie closed to scripts and other sites, and sign-out deletes it", async () => {
  const account = {
    staffId: "01920000-0000-7000-8000-000000000000",
    postId: "01920000-0000-7000-8000-000000000000",
    posts: [],
    username: "a",
    name: "a",
    role: "auditor",
    roleLabel: { zh: "审计", en: "Auditor" },
    school: null,
    department: null,
    province: null,
    mustChangePassword: false,
    totpEnrolled: true,
    recoveryCodesLeft: 10,
  };
  const session = { token: "abc", expiresAt: "2026-11-25T12:00:00.000Z", account };
  // @ts-expect-error the stub answers for this one route
  const open = openStubApi({ answer: async () => session });
  const body = { username: "a", password: "b", oneTimeCode: "000000" };
  const signedIn = await open.app.inject({
    method: "POST",
    url: routeTable.staffSignIn.path,
    payload: body,
  });
  expect(signedIn.headers["set-cookie"]).toBe(
    "gradphoto-staff=abc; Path=/v1; HttpOnly; SameSite=Strict; Expires=Wed, 25 Nov 2026 12:00:00 GMT",
  );
  // @ts-expect-error the stub answers for this one route
  const secure = openStubApi({ answer: async () => session, staffCookie: staffCookies.production });
  const secured = await secure.app.inject({
    method: "POST",
    url: routeTable.staffSignIn.path,
    payload: body,
  });
  expect(secured.headers["set-cookie"]).toBe(
    "__Host-gradphoto-staff=abc; Path=/; Secure; HttpOnly; SameSite=Strict; Expires=Wed, 25 Nov 2026 12:00:00 GMT",
  );
  // @ts-expect-error the stub answers for this one route
  const closed = openStubApi({ answer: async () => ({}) });
  const headers = { authorization: "Bearer auditor" };
  const signedOut = await closed.app.inject({
    method: "POST",
    url: routeTable.signOut.path,
    headers,
  });
  expect(signedOut.headers["set-cookie"]).toMatch(/^gradphoto-staff=; .*Expires=Thu, 01 Jan 1970/);
});

test("production accepts only the cookie with the __Host- prefix", async () => {
  const production = openStubApi({ staffCookie: staffCookies.production });
  const { path: url } = routeTable.readStaffAccount;
  expect(await statusOf(production.app.inject({ url, headers: { cookie } }))).toBe(401);
  await production.app.inject({ url, headers: { cookie: "a=b; __Host-gradphoto-staff=reviewer" } });
  expect(production.called.map(({ call }) => call.caller.role)).toEqual(["reviewer"]);
});
