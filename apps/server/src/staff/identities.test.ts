import { expect, test, vi } from "vitest";
import { identityTrips } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { staffAccess } from "../testing/school-and-staff.ts";
import { vouchesFor } from "./login-flows.ts";
import { codeAt } from "./one-time-code.ts";
import { signInAtOidc, signInAtProvider } from "./testing/sign-in-at-provider.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { pool, db, call, clock, wait, tokenOf, sandbox } = await openStaffApi();
const { password, totp } = staffAccess;
const minute = 60_000;

type ProviderId = "sandbox-oidc" | "sandbox-cas";
const providers: readonly ProviderId[] = ["sandbox-oidc", "sandbox-cas"];

/** Simulates a browser: visits the provider's page and returns the query of the callback. */
const visit = (providerId: ProviderId, url: string, person: string): Promise<string> =>
  providerId === "sandbox-oidc" ? signInAtOidc(url, person) : signInAtProvider(url, person);

async function bind(providerId: ProviderId, username: string, person: string) {
  const token = await tokenOf(username);
  const loginStart = await call("beginIdentityBinding", {
    token,
    params: { providerId },
    body: { password },
  });
  const returned = await visit(providerId, loginStart.body.url, person);
  return {
    token,
    returned,
    ...(await call("finishIdentityBinding", { token, body: { returned } })),
  };
}

async function returnFromProvider(providerId: ProviderId, person: string) {
  const loginStart = await call("beginIdentitySignIn", { params: { providerId } });
  const returned = await visit(providerId, loginStart.body.url, person);
  return { returned, ...(await call("finishIdentitySignIn", { body: { returned } })) };
}

test.each(providers)(
  "an identity bound to %s signs in only together with a one-time code",
  async (providerId) => {
    const bound = await bind(providerId, "service", `zhang-${providerId}`);
    expect(bound.status).toBe(200);
    const { body } = await returnFromProvider(providerId, `zhang-${providerId}`);
    expect(body).toEqual({ ticket: expect.any(String), username: "service" });
    wait(minute);
    const enter = (codes: object) =>
      call("staffSignInByIdentity", { body: { ticket: body.ticket, ...codes } });
    expect(await enter({})).toMatchObject({ status: 422, code: "one-time-code-wrong" });
    const session = await enter({ oneTimeCode: codeAt(totp, clock.now) });
    expect(session.body.account).toMatchObject({ username: "service" });
    expect((await call("readStaffAccount", { token: session.body.token })).status).toBe(200);
    wait(minute);
    expect(await enter({ oneTimeCode: codeAt(totp, clock.now) })).toMatchObject({
      code: "identity-login-ended",
    });
  },
);

test.each(providers)(
  "a response of %s is valid once, in its own session, for a limited time",
  async (providerId) => {
    const { returned, token } = await bind(providerId, "finance-1", `li-${providerId}`);
    expect(await call("finishIdentityBinding", { token, body: { returned } })).toMatchObject({
      status: 410,
      code: "identity-login-ended",
    });
    const loginStart = await call("beginIdentityBinding", {
      token,
      params: { providerId },
      body: { password },
    });
    const otherResponse = await visit(providerId, loginStart.body.url, `li-${providerId}`);
    const other = await tokenOf("operator");
    expect(
      await call("finishIdentityBinding", { token: other, body: { returned: otherResponse } }),
    ).toMatchObject({
      code: "identity-login-ended",
    });
    const repeated = await call("beginIdentitySignIn", { params: { providerId } });
    const response = await visit(providerId, repeated.body.url, `li-${providerId}`);
    wait(16 * minute);
    expect(await call("finishIdentitySignIn", { body: { returned: response } })).toMatchObject({
      code: "identity-login-ended",
    });
  },
);

test.each(providers)(
  "an identity of %s binds to one account, and an unbound one is refused",
  async (providerId) => {
    await bind(providerId, "service", `wang-${providerId}`);
    const second = await bind(providerId, "auditor", `wang-${providerId}`);
    expect(second).toMatchObject({ status: 409, code: "identity-taken" });
    expect(await returnFromProvider(providerId, `nobody-${providerId}`)).toMatchObject({
      status: 403,
      code: "identity-not-bound",
    });
  },
);

test("a sign-in ticket allows five wrong codes, and then refuses the right one", async () => {
  await bind("sandbox-cas", "service", "zhao");
  const { ticket } = (await returnFromProvider("sandbox-cas", "zhao")).body;
  wait(minute);
  const right = codeAt(totp, clock.now);
  const wrong = right === "000000" ? "000001" : "000000";
  const enter = (oneTimeCode: string) =>
    call("staffSignInByIdentity", { body: { ticket, oneTimeCode } });
  for (let tried = 0; tried < 5; tried++)
    expect((await enter(wrong)).code).toBe("one-time-code-wrong");
  expect((await enter(right)).code).toBe("identity-login-ended");
  const secondLogin = (await returnFromProvider("sandbox-cas", "zhao")).body;
  const repeated = { ticket: secondLogin.ticket, oneTimeCode: right };
  expect(await call("staffSignInByIdentity", { body: repeated })).toMatchObject({
    code: "staff-sign-in-locked",
  });
  wait(60 * minute);
});

test("an identity cannot sign in after it is unbound or after an operator resets the account", async () => {
  const { token } = await bind("sandbox-cas", "service", "sun");
  const listed = () => call("listMyIdentities", { token });
  expect((await listed()).body.identities).toContainEqual(
    expect.objectContaining({ providerId: "sandbox-cas", boundAt: expect.any(String) }),
  );
  await call("endIdentityBinding", { token, params: { providerId: "sandbox-cas" } });
  expect((await returnFromProvider("sandbox-cas", "sun")).code).toBe("identity-not-bound");
  await bind("sandbox-cas", "auditor", "sun");
  const operator = await tokenOf("operator");
  const { staff } = (
    await call("listStaff", { token: operator, query: { role: "auditor", limit: "5" } })
  ).body;
  const params = { staffId: staff[0].staffId };
  await call("resetStaffAccess", { token: operator, params, body: { reset: "password" } });
  expect((await returnFromProvider("sandbox-cas", "sun")).code).toBe("identity-not-bound");
});

test("binding an identity requires the password", async () => {
  const token = await tokenOf("operator");
  const wrong = {
    token,
    params: { providerId: "sandbox-cas" },
    body: { password: "not this one" },
  };
  expect(await call("beginIdentityBinding", wrong)).toMatchObject({
    status: 422,
    code: "password-wrong",
  });
});

test("forged login state, a ticket from another login and an unavailable provider have different error codes", async () => {
  const finish = (returned: string) => call("finishIdentitySignIn", { body: { returned } });
  expect((await finish("ticket=ST-1&state=made-up")).code).toBe("identity-login-ended");
  const [own, otherLogin] = [
    await call("beginIdentitySignIn", { params: { providerId: "sandbox-cas" } }),
    await call("beginIdentitySignIn", { params: { providerId: "sandbox-cas" } }),
  ];
  const stolen = new URLSearchParams(await signInAtProvider(otherLogin.body.url, "qian"));
  stolen.set("state", own.body.state);
  expect((await finish(stolen.toString())).code).toBe("identity-refused");
  const loginStart = await call("beginIdentitySignIn", { params: { providerId: "sandbox-cas" } });
  const response = await signInAtProvider(loginStart.body.url, "qian");
  await sandbox.orderFault("cas-validate", "garbage");
  expect(await finish(response)).toMatchObject({
    status: 503,
    code: "identity-provider-unavailable",
  });
});

test("refuses an OpenID Connect code from another login", async () => {
  const begin = () => call("beginIdentitySignIn", { params: { providerId: "sandbox-oidc" } });
  const [own, otherLogin] = [await begin(), await begin()];
  const stolen = new URLSearchParams(await signInAtOidc(otherLogin.body.url, "wu"));
  stolen.set("state", own.body.state);
  expect((await call("finishIdentitySignIn", { body: { returned: stolen.toString() } })).code).toBe(
    "identity-refused",
  );
  const stopped = await begin();
  const returned = new URLSearchParams({
    error: "access_denied",
    state: stopped.body.state,
  }).toString();
  expect((await call("finishIdentitySignIn", { body: { returned } })).code).toBe(
    "identity-refused",
  );
});

test("binding, sign-in, a wrong code and unbinding are in the audit log, with the provider", async () => {
  const { token } = await bind("sandbox-cas", "operator", "zhou");
  const { ticket } = (await returnFromProvider("sandbox-cas", "zhou")).body;
  wait(minute);
  await call("staffSignInByIdentity", { body: { ticket, oneTimeCode: "000000" } });
  await call("staffSignInByIdentity", { body: { ticket, oneTimeCode: codeAt(totp, clock.now) } });
  await call("endIdentityBinding", { token, params: { providerId: "sandbox-cas" } });
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  const { rows } = await pool.query(
    `select action, details from audit_entries where actor like 'operator:%' or action = 'staff-sign-in-failed'
     order by place desc limit 4`,
  );
  expect(rows).toEqual([
    { action: "identity-unbound", details: { provider: "sandbox-cas" } },
    { action: "signed-in", details: { factor: "one-time-code", provider: "sandbox-cas" } },
    { action: "staff-sign-in-failed", details: { why: "one-time-code" } },
    { action: "identity-bound", details: { provider: "sandbox-cas" } },
  ]);
});

test("a sign-in ticket is invalid after its binding ends", async () => {
  const { token } = await bind("sandbox-cas", "service", "feng");
  const { ticket } = (await returnFromProvider("sandbox-cas", "feng")).body;
  await call("endIdentityBinding", { token, params: { providerId: "sandbox-cas" } });
  wait(minute);
  const body = { ticket, oneTimeCode: codeAt(totp, clock.now) };
  expect((await call("staffSignInByIdentity", { body })).code).toBe("identity-login-ended");
});

test("an identity is not bound when an operator ends the session while the provider is queried", async () => {
  await db.delete(identityTrips);
  const token = await tokenOf("reviewer-1");
  const params = { providerId: "sandbox-cas" };
  const loginStart = await call("beginIdentityBinding", { token, params, body: { password } });
  const returned = await signInAtProvider(loginStart.body.url, "chen");
  await sandbox.control("POST", "/faults", { target: "cas-validate", kind: "slow", delayMs: 2000 });
  const finishing = call("finishIdentityBinding", { token, body: { returned } });
  // The state is consumed before the provider is queried.
  await vi.waitFor(async () => expect(await db.$count(identityTrips)).toBe(0));
  await pool.query("update sessions set revoked_at = now() where role = 'reviewer'");
  expect(await finishing).toMatchObject({ code: "identity-login-ended" });
  expect((await returnFromProvider("sandbox-cas", "chen")).code).toBe("identity-not-bound");
});

test("a school's identity provider can sign in only staff of that school", () => {
  const ofSchool = (schoolCode: string | null) => ({
    id: "campus",
    name: { zh: "校园", en: "Campus" },
    schoolCode,
    begin: () => Promise.reject(new Error("nobody goes there")),
    finish: () => Promise.reject(new Error("nobody comes back")),
  });
  expect(vouchesFor(ofSchool("10559"), ["10559", "10559"])).toBe(true);
  expect(vouchesFor(ofSchool("10559"), ["10559", null])).toBe(false);
  expect(vouchesFor(ofSchool("10559"), ["10558"])).toBe(false);
  expect(vouchesFor(ofSchool(null), ["10559", null])).toBe(true);
});
