/** Common failures of external systems. The operators' page must report each one correctly and within seconds. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { openIdentityProviders } from "../../infra/identity-provider/identity-providers.ts";
import { createHttpSms } from "../../infra/sms/http-sms.ts";
import { codeAt } from "../../staff/one-time-code.ts";
import { staffCall } from "../../testing/calls.ts";
import { openTestApi } from "../../testing/open-api.ts";
import { addSchoolAndStaff, staffAccess } from "../../testing/school-and-staff.ts";
import { checkConnections } from "./check-connections.ts";
import { probeIdentityProvider } from "./probe-identity-provider.ts";
import { probeSms } from "./probe-sms.ts";

const { db, pool, call, clock, logged, metrics, ports, sandbox } = await openTestApi();
let token = "";

beforeAll(async () => {
  await addSchoolAndStaff(db, clock.now);
  const { password, totp } = staffAccess;
  const body = { username: "operator", password, oneTimeCode: codeAt(totp, clock.now) };
  token = (await call("staffSignIn", { body })).body.token;
  // The sandbox generates its keys at the first request, which is slow on a busy machine.
  await fetch(`${sandbox.url}/oidc/.well-known/openid-configuration`);
});

interface Checked {
  readonly connection: string;
  readonly state: string;
  readonly observation: { readonly zh: string };
  readonly advice: { readonly zh: string } | null;
  readonly tookMs: number;
}

const check = async (...connections: readonly string[]): Promise<readonly Checked[]> =>
  (await call("checkConnections", { token, body: { connections } })).body.checked;

const all = async (): Promise<
  readonly { readonly connection: string; readonly last: object | null }[]
> =>
  (await call("readHealth", { token })).body.parts.flatMap(
    ({ checks }: { checks: object[] }) => checks,
  );

test("every connection is listed as unchecked at first; a check stores its result and sends no message", async () => {
  const names = [
    "wechat-mini-program",
    "wechat-official-account",
    "wechat-pay",
    "alipay",
    "issuer",
    "registry",
    "sms",
    "objects",
    "identity-sandbox-oidc",
    "identity-sandbox-cas",
  ];
  const unchecked = await all();
  expect(unchecked.map(({ connection }) => connection).sort()).toEqual([...names].sort());
  expect(unchecked.every(({ last }) => last === null)).toBe(true);
  const checked = await check(...names);
  expect(checked.map(({ connection, state }) => [connection, state])).toEqual(
    names.map((name) => [name, "ok"]),
  );
  for (const { last } of await all())
    expect(last).toMatchObject({ tone: "success", label: { zh: "正常" } });
  expect(await sandbox.control("GET", "/sms/messages")).toEqual([]);
  const { rows } = await pool.query(
    "select subject, details from audit_entries where action = 'connections-checked'",
  );
  expect(rows).toEqual([
    { subject: "connection:all", details: { connections: names, unwell: [] } },
  ]);
});

test.each([
  ["wechat-mini-program", "wechat-token", "busy", "微信拒绝：errcode -1", "稍后再试"],
  ["wechat-mini-program", "wechat-token", "garbage", "没有回答", "GRADPHOTO_WECHAT_URL"],
  ["wechat-official-account", "wechat-oauth", "server-error", "没有回答", "GRADPHOTO_WECHAT_URL"],
  ["wechat-pay", "pay-query", "system-error", "连不上", "GRADPHOTO_WECHAT_PAY_…"],
  ["alipay", "alipay-query", "bad-signature", "签名不对", "GRADPHOTO_ALIPAY_…"],
  ["alipay", "alipay-query", "server-error", "连不上", "网络与时钟"],
  ["issuer", "chsi", "garbage", "采集码接口", "GRADPHOTO_ISSUER_URL"],
  ["registry", "registry-result", "server-error", "照片上传接口", "GRADPHOTO_REGISTRY_URL"],
  ["sms", "sms", "server-error", "短信网关没有回答", "GRADPHOTO_SMS_URL"],
  [
    "identity-sandbox-cas",
    "cas-validate",
    "server-error",
    "没有回答",
    "GRADPHOTO_IDENTITY_PROVIDERS",
  ],
] as const)(
  "%s: %s that answers with %s is reported, with the setting to check",
  async (name, target, kind, observation, advice) => {
    await sandbox.orderFault(target, kind, 5);
    const [row] = await check(name);
    expect(row).toMatchObject({ state: "fault" });
    expect(row?.observation.zh).toContain(observation);
    expect(row?.advice?.zh).toContain(advice);
    const stored = (await all()).find(({ connection }) => connection === name);
    expect(stored?.last).toMatchObject({ tone: "danger" });
  },
);

test("a busy system is reported as a warning, not as a fault", async () => {
  await sandbox.orderFault("chsi", "busy", 5);
  expect((await check("issuer"))[0]).toMatchObject({ state: "warning" });
});

test("a system that answers too late is reported within seconds and does not delay the other checks", async () => {
  await sandbox.control("POST", "/faults", {
    target: "chsi",
    kind: "slow",
    times: 1,
    delayMs: 60_000,
  });
  const checked = await check("issuer", "sms");
  expect(checked.map(({ state }) => state)).toEqual(["fault", "ok"]);
  expect(checked[0]?.observation.zh).toContain("秒内没有回答");
}, 20_000);

test("an SMS gateway that answers 404 or accepts invalid phone numbers is reported with its address setting", async () => {
  const options = { key: sandbox.settings.sms.key, timeoutMs: 5000, warn: () => {} };
  const away = await probeSms(createHttpSms({ ...options, baseUrl: `${sandbox.url}/elsewhere` }));
  expect(away).toMatchObject({ state: "fault" });
  expect(away.advice?.zh).toContain("GRADPHOTO_SMS_URL");
  expect(await probeSms({ sendCode: async () => "sent" })).toMatchObject({ state: "fault" });
});

test("an OpenID Connect issuer without a configuration document is reported with its setting", async () => {
  const list = [
    {
      id: "away",
      kind: "oidc",
      zh: "甲",
      en: "A",
      schoolCode: null,
      issuer: `${sandbox.url}/away`,
    },
  ] as const;
  const [provider] = openIdentityProviders(
    list.map((one) => ({ ...one, clientId: "gradphoto", clientSecret: "none" })),
    { key: new Uint8Array(32), timeoutMs: 5000, warn: () => {} },
    (one) => one,
  ).values();
  expect(provider && (await probeIdentityProvider(provider))).toMatchObject({
    state: "fault",
    advice: { zh: expect.stringContaining("GRADPHOTO_IDENTITY_PROVIDERS") },
  });
});

test("a slow bill does not make the payment provider a fault", async () => {
  await sandbox.control("POST", "/faults", {
    target: "pay-bill",
    kind: "slow",
    times: 1,
    delayMs: 60_000,
  });
  expect((await check("wechat-pay"))[0]).toMatchObject({ state: "ok" });
}, 20_000);

test("an error during a check is logged with its code, and its message is not displayed", async () => {
  const lost = {
    ...ports,
    issuer: { decode: () => Promise.reject(Object.assign(new Error("secret"), { code: "ELOST" })) },
  };
  const warned: object[] = [];
  const connections = { ...lost, warn: (fields: object) => void warned.push(fields) };
  const answer = await checkConnections(
    { db, clock: () => clock.now, ids: () => randomUUID(), connections },
    { connections: ["issuer"] },
    staffCall(randomUUID(), "operator"),
  );
  expect(answer).toMatchObject({
    checked: [{ state: "fault", observation: { zh: "检查没有完成：ELOST" } }],
  });
  expect(warned).toEqual([{ connection: "issuer", code: "ELOST" }]);
});

test("an SMS check does not change the health page", async () => {
  await check("sms");
  expect(metrics.recentResults().outside.sms).toBeUndefined();
});

test("an unknown connection is not found, and only operators may run checks", async () => {
  expect(
    await call("checkConnections", { token, body: { connections: ["nothing"] } }),
  ).toMatchObject({
    code: "not-found",
  });
  expect(await call("checkConnections", { body: { connections: ["sms"] } })).toMatchObject({
    status: 401,
  });
});

test("a test SMS is audited without its phone number and limited to five per hour", async () => {
  const send = () => call("sendTestSms", { token, body: { phone: "+86 199 0000 0001" } });
  expect((await send()).body).toMatchObject({ state: "ok", advice: null });
  await sandbox.orderFault("sms", "too-frequent");
  expect((await send()).body).toMatchObject({ state: "warning" });
  for (let times = 2; times < 5; times++) expect(await send()).toMatchObject({ status: 200 });
  expect(await send()).toMatchObject({ code: "too-many-requests" });
  const { rows } = await pool.query(
    "select details::text as details from audit_entries where action = 'test-sms-sent'",
  );
  expect(rows).toHaveLength(5);
  expect(JSON.stringify([rows, logged])).not.toContain("19900000001");
});
