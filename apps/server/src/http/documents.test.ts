import { gunzipSync } from "node:zlib";
import { routes } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openStubApi } from "./testing/open-stub-api.ts";

const { app } = openStubApi();

test("the OpenAPI document lists every route and its callers, in both languages or in the requested one", async () => {
  const read = async (url: string): Promise<string> => (await app.inject(url)).body;
  const [both, zh, en] = await Promise.all(
    ["", "?language=zh", "?language=en"].map((q) => read(`/openapi.json${q}`)),
  );
  for (const { summary } of routes) {
    expect(both).toContain(JSON.stringify(`${summary.zh} · ${summary.en}`));
    expect(zh).toContain(JSON.stringify(summary.zh));
    expect(en).toContain(JSON.stringify(summary.en));
  }
  expect(en).toContain("Callers: Student");
  expect(zh).toContain("谁可以调用: 学生");
  expect(await read("/openapi.json?language=%3Cscript%3E")).toBe(both);
});

test("the API documentation page uses the reader's language and loads nothing from other hosts", async () => {
  const page = await app.inject({ url: "/docs", headers: { "accept-language": "en" } });
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.body).toContain("/openapi.json?language=en");
  expect((await app.inject("/docs?language=zh")).body).toContain("接口说明");
  expect((await app.inject("/docs?language=%3Cscript%3E")).body).not.toContain("%3C");
  expect(page.headers["content-security-policy"]).toContain("script-src 'self'");
  const script = await app.inject("/docs/redoc.js");
  expect(script.headers["content-type"]).toContain("text/javascript");
  expect(script.body).not.toMatch(/https:\/\/cdn\./);
  expect((await app.inject("/docs/")).headers.location).toBe("/docs");
});

test("an unchanged API document is answered with 304", async () => {
  for (const url of ["/openapi.json", "/docs", "/docs/redoc.js"]) {
    const { etag } = (await app.inject(url)).headers;
    const repeated = await app.inject({ url, headers: { "if-none-match": String(etag) } });
    expect([repeated.statusCode, repeated.body]).toEqual([304, ""]);
  }
});

test("API documents are compressed only for clients that accept gzip", async () => {
  for (const url of ["/openapi.json", "/docs", "/docs/redoc.js"]) {
    const plain = await app.inject({ url, headers: { "accept-encoding": "br, gzip;q=0" } });
    const small = await app.inject({ url, headers: { "accept-encoding": "gzip, br" } });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(small.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(small.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length);
  }
});
