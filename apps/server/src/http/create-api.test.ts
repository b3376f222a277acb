import { contractVersion, contractVersionHeader, errors, requestIdHeader } from "@gradphoto/domain";
import { errorsOf, idSchema, type Route, routes } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openStubApi, wellReadiness } from "./testing/open-stub-api.ts";
import { requestOf } from "./testing/request-of.ts";

const { app, called, logged } = openStubApi();
const student = { authorization: "Bearer student" };

test("a refusal is a problem document with a code, texts in both languages and the request id", async () => {
  const response = await app.inject({
    url: "/v1/account",
    headers: { "accept-language": "en-GB,en;q=0.9,zh;q=0.8" },
  });
  expect(response.headers["content-type"]).toContain("application/problem+json");
  const { zh, en } = errors["session-missing"];
  expect(response.json()).toEqual({
    type: "/problems/session-missing",
    title: "session missing",
    status: 401,
    detail: en,
    code: "session-missing",
    words: { zh, en },
    requestId: response.headers[requestIdHeader],
  });
  const chinese = await app.inject({
    url: "/v1/account",
    headers: { "accept-language": "fr, zh-CN;q=0.5, en;q=0.1" },
  });
  expect(chinese.json().detail).toBe(zh);
});

test("every response carries the contract version, a new request id and the security headers", async () => {
  const ids = new Set<unknown>();
  for (const [url, cached] of [
    ["/healthz", "no-store"],
    ["/v1/account", "no-store"],
    ["/nowhere", "no-store"],
    ["/openapi.json", "no-cache"],
    ["/docs", "no-cache"],
  ] as const) {
    const { headers } = await app.inject({ url, headers: { [requestIdHeader]: "forged\nid" } });
    ids.add(headers[requestIdHeader]);
    expect(headers[contractVersionHeader]).toBe(String(contractVersion));
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["permissions-policy"]).toMatch(/^camera=\(self\), .*microphone=\(\)/);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["cache-control"]).toBe(cached);
  }
  expect(ids.size).toBe(5);
  expect([...ids].join()).not.toContain("forged");
});

test.each(routes.filter(({ method }) => method === "GET"))(
  "HEAD on $path is refused with 405 and reaches no handler",
  async (route) => {
    const start = called.length;
    const { headers, statusCode } = await app.inject({
      ...requestOf(route, route.roles[0]),
      method: "HEAD",
    });
    expect({ statusCode, allow: headers.allow }).toMatchObject({
      statusCode: 405,
      allow: expect.stringMatching(/GET/),
    });
    expect(called).toHaveLength(start);
  },
);

test("a validation error lists every invalid field by path and rule, without the submitted values", async () => {
  const response = await app.inject({
    method: "POST",
    url: "/v1/sign-in/sms",
    payload: { phone: "my secret", code: "also secret" },
  });
  expect(response.json()).toMatchObject({ status: 400, code: "body-invalid" });
  expect(response.json().errors.map(({ path }: { path: string }) => path)).toEqual([
    "body.phone",
    "body.code",
  ]);
  expect(response.body).not.toContain("secret");
});

const idsOf = ({ params, query, body }: Route): readonly string[] =>
  [params, query, body].flatMap((part) =>
    Object.entries(part?.shape ?? {}).flatMap(([name, field]) =>
      field === idSchema ? [name] : [],
    ),
  );

test.each(routes.flatMap((route) => idsOf(route).map((id) => ({ route, id, name: route.name }))))(
  "$name: a malformed $id is answered with not-found, or with body-invalid on routes without not-found",
  async ({ route, id }) => {
    const [role = "anonymous"] = route.roles;
    const start = called.length;
    const response = await app.inject(
      requestOf(route, role === "anonymous" ? undefined : role, { [id]: "c-1" }),
    );
    expect(response.json().code).toBe(
      route.errors?.includes("not-found") ? "not-found" : "body-invalid",
    );
    expect(called).toHaveLength(start);
  },
);

test("a malformed id next to another invalid field is listed as an invalid field", async () => {
  const payload = { readingId: "c-1", lastFour: "?" };
  const request = {
    method: "POST",
    url: "/v1/collection-codes/verify",
    payload,
    headers: student,
  } as const;
  const problem = (await app.inject(request)).json();
  expect(problem).toMatchObject({ status: 400, code: "body-invalid" });
  expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual([
    "body.readingId",
    "body.lastFour",
  ]);
});

const post = (payload: string, type = "application/json", url = "/v1/sign-in/wechat") =>
  app.inject({ method: "POST", url, payload, headers: { "content-type": type } });

test("unparsable, oversized and unsupported bodies are each refused with their own code", async () => {
  for (const text of [
    "",
    "{",
    '{"code":"x"}}',
    '{"__proto__":{"a":1},"code":"x"}',
    "\0",
    "[".repeat(60_000),
  ]) {
    expect((await post(text)).json(), text.slice(0, 20)).toMatchObject({
      status: 400,
      code: "body-not-json",
    });
  }
  expect((await post(JSON.stringify({ code: "x".repeat(70_000) }))).json()).toMatchObject({
    code: "body-too-large",
  });
  for (const type of [
    "text/plain",
    "application/xml",
    "multipart/form-data; boundary=x",
    "nonsense",
  ]) {
    expect((await post("x", type)).json(), type).toMatchObject({
      status: 415,
      code: "media-type-unsupported",
    });
  }
  for (const text of ["null", "5", "[]", '"code"', "{}", '{"code":{"$ne":1}}', '{"code":["a"]}']) {
    expect((await post(text)).json(), text).toMatchObject({ status: 400, code: "body-invalid" });
  }
});

const hostile = [
  "",
  "\0",
  "'; drop table accounts; --",
  "../../etc/passwd",
  "<script>",
  "😀".repeat(50),
  "x".repeat(9000),
];

test.each(routes.map((route) => ({ route, name: route.name })))(
  "$name answers hostile input with one of its declared error codes",
  async ({ route }) => {
    const mayAnswer = errorsOf(route);
    const role = route.roles.find((one) => one !== "anonymous");
    for (const value of [...hostile, 5, null, true, [], {}, -1e308]) {
      called.length = 0;
      const request = requestOf(route, role);
      const fill = (part: object | undefined) =>
        Object.fromEntries(Object.keys(part ?? {}).map((name) => [name, value]));
      const text = encodeURIComponent(String(value));
      const response = await app.inject({
        ...request,
        url: route.path.replace(/:\w+/g, text),
        query: Object.fromEntries(
          Object.keys(route.query?.shape ?? {}).map((name) => [name, String(value)]),
        ),
        ...(route.body && { payload: fill(route.body.shape) }),
      });
      if (called.length > 0) continue;
      const { code } = response.json();
      expect(response.statusCode).toBeLessThan(500);
      if (route.params && code === "not-found") continue;
      expect(mayAnswer, String(value).slice(0, 20)).toContain(code);
    }
  },
);

test("an unknown address is a page for people, in their language, and a problem for programs", async () => {
  const open = (url: string, accept: string) =>
    app.inject({ url, headers: { accept, "accept-language": "zh-CN" } });
  const page = await open("/abc", "text/html,*/*;q=0.8");
  expect([page.statusCode, page.headers["content-type"]]).toEqual([
    404,
    "text/html; charset=utf-8",
  ]);
  expect(page.body).toContain("没有这一页");
  expect((await open("/abc", "*/*")).json()).toMatchObject({ code: "not-found" });
  expect((await open("/v1/abc", "text/html")).json()).toMatchObject({ code: "not-found" });
});

test("an unknown URL is answered with 404, and a wrong method with 405 and the allowed methods", async () => {
  for (const url of [
    "/",
    "/v1",
    "/v2/account",
    "/v1/account/",
    "/v1/schools/%E0%A4%A",
    `/v1/schools/${"9".repeat(500)}`,
  ]) {
    expect((await app.inject({ url, headers: student })).json(), url).toMatchObject({
      status: 404,
      code: "not-found",
    });
  }
  const wrong = await app.inject({ method: "DELETE", url: "/v1/account", headers: student });
  expect(wrong.json()).toMatchObject({ status: 405, code: "method-not-allowed" });
  expect(wrong.headers.allow).toBe("GET");
  expect((await app.inject({ method: "PUT", url: "/v1/collections" })).headers.allow).toBe(
    "POST, GET",
  );
});

test("unknown request fields are dropped", async () => {
  called.length = 0;
  const payload = { code: "wx", more: { role: "operator" } };
  await app.inject({ method: "POST", url: "/v1/sign-in/wechat", payload });
  expect(called[0]?.input).toEqual({ body: { code: "wx" } });
});

test("response fields outside the contract are dropped; a response without a required field becomes a 500", async () => {
  // @ts-expect-error a handler that returns more than the contract allows
  const more = openStubApi({ answer: async () => ({ collections: [], internalNote: "secret" }) });
  const response = await more.app.inject({ url: "/v1/collections", headers: student });
  expect(response.json()).toEqual({ collections: [] });
  // @ts-expect-error a handler that returns less than the contract requires
  const less = openStubApi({ answer: async () => ({}) });
  const broken = await less.app.inject({ url: "/v1/collections", headers: student });
  expect(broken.json()).toMatchObject({ status: 500, code: "internal" });
});

test("a rate-limited response states the seconds to wait", async () => {
  const limited = openStubApi({ limits: { check: async () => 7, afterSuccess: async () => {} } });
  const response = await limited.app.inject({ url: "/v1/schools?query=a" });
  expect(response.json()).toMatchObject({ status: 429, code: "too-many-requests", retryAfterS: 7 });
  expect(response.headers["retry-after"]).toBe("7");
  expect((await limited.app.inject({ url: "/healthz" })).statusCode).toBe(200);
});

test("the client address is taken from X-Forwarded-For for the configured number of proxies only", async () => {
  const headers = { "x-forwarded-for": "203.0.113.9, 198.51.100.7" };
  const addressWith = async (proxies: number) => {
    const proxied = openStubApi({ proxies });
    await proxied.app.inject({ url: "/v1/schools?query=a", headers });
    return proxied.called[0]?.call.address;
  };
  expect(await addressWith(0)).toBe("127.0.0.1");
  expect(await addressWith(1)).toBe("198.51.100.7");
});

test("the health, readiness and OpenAPI endpoints answer, and readiness names what is wrong", async () => {
  expect((await app.inject("/healthz")).json()).toEqual({ ok: true });
  expect((await app.inject("/readyz")).json()).toEqual(wellReadiness);
  const away = openStubApi({ readiness: async () => ({ ...wellReadiness, ok: false }) });
  expect((await away.app.inject("/readyz")).json()).toMatchObject({
    status: 503,
    code: "service-unavailable",
  });
  const migrations = { total: 3, applied: 2, last: "0002-birds.sql" };
  const old = openStubApi({ readiness: async () => ({ ...wellReadiness, ok: false, migrations }) });
  expect((await old.app.inject("/readyz")).json()).toMatchObject({
    status: 503,
    errors: [
      {
        path: "migrations",
        rule: expect.stringContaining("(2 of 3): systemctl restart gradphoto-migrate"),
      },
    ],
  });
  const wrongClock = { ...wellReadiness, ok: false, migrations: { ...migrations, applied: 3 } };
  const off = openStubApi({
    readiness: async () => ({ ...wrongClock, clock: { aheadMs: 1_200_000, isOff: true } }),
  });
  expect((await off.app.inject("/readyz")).json()).toMatchObject({
    status: 503,
    errors: [{ path: "clock", rule: expect.stringContaining("1200 s from the database's") }],
  });
  const ending = openStubApi({
    readiness: async () => ({ ...wrongClock, isDraining: true }),
  });
  expect((await ending.app.inject("/readyz")).json()).toMatchObject({
    status: 503,
    errors: [{ path: "isDraining", rule: expect.stringContaining("The process is ending") }],
  });
  expect((await app.inject("/openapi.json")).json().openapi).toMatch(/^3\.1/);
});

test("a request is logged by its route, never with its URL, headers or body", async () => {
  logged.length = 0;
  await app.inject({
    url: "/v1/schools?query=my-secret",
    headers: { ...student, cookie: "my-secret" },
  });
  await app.inject({ method: "POST", url: "/v1/sign-in/wechat", payload: { code: "my-secret" } });
  await app.inject({ url: "/my-secret" });
  const lines = logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request");
  expect(lines.map(({ method, route, role }) => [method, route, role])).toEqual([
    ["GET", "/v1/schools", "student"],
    ["POST", "/v1/sign-in/wechat", "anonymous"],
    ["GET", null, "anonymous"],
  ]);
  expect(logged.join("")).not.toContain("my-secret");
});
