import { randomUUID } from "node:crypto";
import type { RouteName } from "@gradphoto/domain";
import { expect, test } from "vitest";
import {
  accountLimits,
  budgets,
  networkLimits,
  requestLimits,
  studentLimits,
} from "../core/limits.ts";
import { createRateLimits } from "../infra/rate-limit.ts";
import { createSearchHash } from "../infra/sealing/search-hash.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { createRouteLimits } from "./limits.ts";
import { openStubApi } from "./testing/open-stub-api.ts";
import { createRequestBound } from "./uploads.ts";

const { db, pool } = await openTestDatabase();
const searchHash = createSearchHash(Buffer.alloc(32));
const rateLimits = createRateLimits({
  db,
  clock: () => new Date("2026-11-24T10:00:00Z"),
  searchHash,
});
const limits = createRouteLimits(rateLimits);
const campus = "203.0.113.9";
const student = { authorization: "Bearer student" };
const ofNetwork = (route: RouteName) => {
  const limit = networkLimits.find(({ routes }) => routes?.includes(route));
  if (!limit) throw new Error(`Nothing limits ${route}`);
  return limit;
};
const counted = async () =>
  (await pool.query("select name, hits from rate_limits order by name")).rows;

test("empty, malformed and refused requests without a valid session count towards no limit", async () => {
  const { app } = openStubApi({ limits });
  const urls = [
    "/v1/sign-in/sms-code",
    "/v1/sign-in/sms",
    "/v1/staff/sign-in",
    "/v1/site-days/code",
    "/v1/helper-links/claim",
    `/v1/collections/${randomUUID()}/attempts`,
  ];
  for (const url of urls) {
    for (const headers of [{}, { authorization: "Bearer nobody" }]) {
      const payload = url.endsWith("sms") ? { phone: "13800000000", code: "123456" } : {};
      await app.inject({ method: "POST", url, headers, payload, remoteAddress: campus });
    }
  }
  expect(await counted()).toEqual([]);
});

test("a success without a session counts for the caller's network (/64 in IPv6); signed-in requests do not", async () => {
  const caller = { tokenSha256: null, accountId: null, staffId: null };
  const address = { ip: "2001:db8:1:2::1", params: {} };
  const sameNetwork = { ip: "2001:db8:1:2:ffff::9", params: {} };
  for (const request of [address, sameNetwork]) {
    expect(await limits.check("signInWithSms", caller, request)).toBeNull();
    await limits.afterSuccess("signInWithSms", caller, request);
  }
  expect(await counted()).toEqual([{ name: ofNetwork("signInWithSms").name, hits: 2 }]);
  await pool.query("update rate_limits set hits = $1", [ofNetwork("signInWithSms").hits]);
  expect(await limits.check("signInWithSms", caller, sameNetwork)).toBe(60);
  expect(await limits.check("sendSmsCode", caller, sameNetwork)).toBeNull();
  expect(
    await limits.check("signInWithSms", caller, { ip: "2001:db8:1:3::1", params: {} }),
  ).toBeNull();
  const signedIn = { tokenSha256: "t", accountId: randomUUID(), staffId: null };
  expect(await limits.check("signInWithSms", signedIn, address)).toBeNull();
});

test("each costly action has its own budget per account, and a request over the budget reaches no handler", async () => {
  const { app, called } = openStubApi({ limits });
  const codes = () =>
    app.inject({
      method: "POST",
      url: "/v1/collection-codes/read",
      headers: student,
      payload: { text: "c" },
    });
  const answers = [];
  for (let sent = 0; sent < 150; sent++) answers.push((await codes()).statusCode);
  expect(called).toHaveLength(40);
  expect(answers.filter((status) => status === 429)).toHaveLength(110);
  const refused = await codes();
  expect(refused.json()).toMatchObject({
    status: 429,
    code: "too-many-requests",
    retryAfterS: 3600,
  });
  expect(refused.headers["retry-after"]).toBe("3600");
  expect((await app.inject({ url: "/v1/account", headers: student })).statusCode).not.toBe(429);
  const url = `/v1/collections/${randomUUID()}/orders`;
  for (let started = 0; started < 40; started++) {
    const provider = started % 2 ? "wechat-pay" : "alipay";
    const headers = { ...student, "idempotency-key": randomUUID() };
    await app.inject({ method: "POST", url, headers, payload: { channel: "native", provider } });
  }
  expect(called.filter(({ name }) => name === "startOrder")).toHaveLength(20);
});

test("messages to one student can be resent five times a day, across all staff and all spellings of the id", async () => {
  const collectionId = randomUUID();
  const resend = (params: object) =>
    limits.check(
      "resendMessage",
      { tokenSha256: "t", accountId: null, staffId: randomUUID() },
      { ip: campus, params },
    );
  const waits = [];
  for (let sent = 0; sent < 3; sent++) {
    waits.push(
      await resend({ collectionId }),
      await resend({ collectionId: collectionId.toUpperCase() }),
    );
  }
  expect(waits).toEqual([null, null, null, null, null, 86_400]);
  expect(await resend({ collectionId: randomUUID() })).toBeNull();
});

test("a session over its limit has to wait; other sessions at the same address do not", async () => {
  const { app } = openStubApi({ limits });
  for (let sent = 0; sent < requestLimits.session.hits; sent++)
    await limits.check(
      "readAccount",
      { tokenSha256: "student".padEnd(64, "0"), accountId: "a", staffId: null },
      { ip: campus, params: {} },
    );
  const own = await app.inject({ url: "/v1/account", headers: student });
  expect(own.json()).toMatchObject({ status: 429, code: "too-many-requests" });
  expect(
    (await app.inject({ url: "/v1/account", headers: { authorization: "Bearer reviewer" } }))
      .statusCode,
  ).not.toBe(429);
  expect((await app.inject({ url: "/v1/schools?query=a" })).statusCode).not.toBe(429);
});

test("300 students of one campus who send a request every second stay below every limit", () => {
  expect(requestLimits.network.hits).toBeGreaterThanOrEqual(
    300 * requestLimits.network.windowS * 2,
  );
  expect(requestLimits.session.hits).toBeGreaterThanOrEqual(requestLimits.session.windowS * 2);
  expect(ofNetwork("signInWithSms").hits).toBeGreaterThanOrEqual(300 * 2);
});

test("limit names are unique, and each route is in at most one limit of each kind", () => {
  const all = [
    networkLimits,
    Object.values(requestLimits),
    accountLimits,
    studentLimits,
    Object.values(budgets),
  ].flat();
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const routes = accountLimits.flatMap((limit) => limit.routes ?? []);
  expect(new Set(routes).size).toBe(routes.length);
});

test("an address over its limit has to wait before any look-up; probes and other addresses are still answered", async () => {
  const checked: string[] = [];
  const { app } = openStubApi({
    addressBound: createRequestBound({ hits: 3, windowS: 60 }),
    limits: {
      check: async (route) => {
        checked.push(route);
        return null;
      },
      afterSuccess: async () => {},
    },
  });
  const from = (url: string, remoteAddress: string) => app.inject({ url, remoteAddress });
  for (let hit = 0; hit < 3; hit++)
    expect((await from("/docs", "2001:db8:1:2::1")).statusCode).toBe(200);
  for (const url of [
    "/docs",
    "/openapi.json",
    "/docs/redoc.js",
    "/v1/schools?query=a",
    "/nowhere",
  ]) {
    const answer = await from(url, "2001:db8:1:2::2");
    expect([answer.statusCode, answer.json()]).toEqual([
      429,
      expect.objectContaining({ code: "too-many-requests" }),
    ]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  expect(checked).toEqual([]);
  for (const probe of ["/healthz", "/readyz"])
    expect((await from(probe, "2001:db8:1:2::1")).statusCode).toBe(200);
  expect((await from("/docs", "2001:db8:1:3::1")).statusCode).toBe(200);
});
