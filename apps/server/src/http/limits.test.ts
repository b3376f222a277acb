import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createAddressBound } from "./address-bound.ts";
import { accountLimits, limitsOfAddress, routeLimits, sessionsRequests } from "./limits.ts";
import { openStubApi } from "./testing/open-stub-api.ts";
import { multipart } from "./testing/request-of.ts";

test("pictures of codes are limited by account too, whatever the address", async () => {
  const limit = accountLimits.readCodePicture;
  const asked: string[] = [];
  const { app, called } = openStubApi({
    rateLimit: async ({ name }, subject) => {
      asked.push(`${name} ${subject}`);
      return { retryAfterS: name === limit?.name ? 42 : null };
    },
  });
  const { payload, headers } = multipart("picture", Buffer.from("a picture"));
  const response = await app.inject({
    method: "POST",
    url: "/v1/collection-codes/picture",
    payload,
    headers: { ...headers, authorization: "Bearer student" },
  });
  expect(response.json()).toMatchObject({ status: 429, code: "too-many-requests", retryAfterS: 42 });
  expect(response.headers["retry-after"]).toBe("42");
  expect(asked.at(-1)).toMatch(/^code-picture [0-9a-f-]{36}$/);
  expect(called).toEqual([]);
});

test("who uploads too often waits before it counts against all behind the address", async () => {
  const asked: string[] = [];
  const { app, called } = openStubApi({
    rateLimit: async ({ name }) => {
      asked.push(name);
      return { retryAfterS: name === accountLimits.uploadAttempt?.name ? 42 : null };
    },
  });
  const response = await app.inject({
    method: "POST",
    url: `/v1/collections/${randomUUID()}/attempts`,
    headers: { authorization: "Bearer student" },
  });
  expect(response.json()).toMatchObject({ status: 429, code: "too-many-requests", retryAfterS: 42 });
  expect(asked).toEqual([sessionsRequests.name, "own-upload"]);
  expect(called).toEqual([]);
  expect((accountLimits.uploadAttempt?.hits ?? 0) * 10).toBeLessThan(routeLimits.uploadAttempt?.hits ?? 0);
});

/** Who was counted by which rule, in this order. */
async function countedOf(url: string, headers: Record<string, string>, remoteAddress: string) {
  const counted: [rule: string, subject: string][] = [];
  const { app } = openStubApi({
    rateLimit: async ({ name }, subject) => {
      counted.push([name, subject]);
      return { retryAfterS: null };
    },
  });
  await app.inject({ url, headers, remoteAddress });
  return counted;
}

test("who has a session is counted by it, and by a bound of the address that a campus does not reach", async () => {
  const student = { authorization: "Bearer student" };
  const [session] = await countedOf("/v1/account", student, "203.0.113.9");
  expect(session?.[0]).toBe(sessionsRequests.name);
  expect(session?.[1]).not.toBe("203.0.113.9");
  // 300 students of one campus who ask every second.
  const { every } = limitsOfAddress(60_000);
  expect(every.hits).toBeGreaterThanOrEqual(300 * every.windowS * 2);
  expect(sessionsRequests.hits).toBeGreaterThanOrEqual(sessionsRequests.windowS * 2);
  expect(routeLimits.signInWithWechat?.hits).toBeGreaterThanOrEqual(300 * 2);
});

test("a stranger, or who shows a session that is none, is counted by the address; one /64 of IPv6 is one", async () => {
  for (const headers of [{}, { authorization: "Bearer nobody" }]) {
    for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"]) {
      const counted = await countedOf("/v1/schools?query=a", headers, address);
      expect(counted).toEqual([["strangers-requests", "20010db800010002/64"]]);
    }
  }
});

test("a session that asks without end waits, and nobody else behind its address does", async () => {
  const { app } = openStubApi({
    rateLimit: async ({ name }) => ({ retryAfterS: name === sessionsRequests.name ? 42 : null }),
  });
  const own = await app.inject({ url: "/v1/account", headers: { authorization: "Bearer student" } });
  expect(own.json()).toMatchObject({ status: 429, code: "too-many-requests", retryAfterS: 42 });
  expect((await app.inject({ url: "/v1/schools?query=a" })).statusCode).not.toBe(429);
});

test("whatever one address asks for too often waits; probes and other addresses are answered, and nothing is looked up", async () => {
  const asked: string[] = [];
  const { app } = openStubApi({
    addressBound: createAddressBound({ name: "few", hits: 3, windowS: 60 }),
    rateLimit: async ({ name }) => {
      asked.push(name);
      return { retryAfterS: null };
    },
  });
  const from = (url: string, remoteAddress: string) => app.inject({ url, remoteAddress });
  for (let hit = 0; hit < 3; hit++) expect((await from("/docs", "2001:db8:1:2::1")).statusCode).toBe(200);
  for (const url of ["/docs", "/openapi.json", "/docs/redoc.js", "/v1/schools?query=a", "/nowhere"]) {
    const answer = await from(url, "2001:db8:1:2::2");
    expect([answer.statusCode, answer.json()]).toEqual([429, expect.objectContaining({ code: "too-many-requests" })]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  expect(asked).toEqual([]);
  for (const probe of ["/healthz", "/readyz"]) expect((await from(probe, "2001:db8:1:2::1")).statusCode).toBe(200);
  expect((await from("/docs", "2001:db8:1:3::1")).statusCode).toBe(200);
});
