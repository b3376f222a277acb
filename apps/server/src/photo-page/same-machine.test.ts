import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { photoSpecs } from "@gradphoto/domain";
import type { EnginePool } from "@gradphoto/engine/node";
import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { photoPage } from "./photo-page.ts";

/** A request that gets as far as the engine has not been refused. */
class ReachedEngine extends Error {
  readonly statusCode = 400;
}
const reached = async (): Promise<never> => {
  throw new ReachedEngine();
};
const pool: EnginePool = {
  ...{ standardize: reached, verify: reached, lookAt: reached },
  isolation: { level: "process", isNobody: false },
  close: async () => {},
};

let app: FastifyInstance;
let port = 0;
beforeAll(async () => {
  app = fastify();
  await app.register(photoPage(async () => pool, { "/": { type: "text/html; charset=utf-8", text: "the page" } }));
  port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => app.close());

async function ask(method: "GET" | "POST", path: string, headers: OutgoingHttpHeaders) {
  const asked = request({ host: "127.0.0.1", port, method, path, headers });
  asked.end(method === "POST" ? "photo" : undefined);
  const [answer]: IncomingMessage[] = await once(asked, "response");
  if (!answer) throw new Error("no answer came");
  let body = "";
  for await (const text of answer.setEncoding("utf8")) body += text;
  return { status: answer.statusCode, body };
}
const get = (host: string, path = "/") => ask("GET", path, { host });
const post = (headers: OutgoingHttpHeaders) =>
  ask("POST", "/api/standardize", {
    host: `127.0.0.1:${port}`,
    "content-type": "application/octet-stream",
    ...headers,
  });

test("the page opens under the loopback names with its port", async () => {
  for (const name of ["127.0.0.1", "localhost", "LocalHost", "[::1]"]) {
    expect(await get(`${name}:${port}`), name).toEqual({ status: 200, body: "the page" });
  }
});

test("a name that leads elsewhere, another port and no port are refused on every path", async () => {
  const strangers = [
    "evil.example",
    `evil.example:${port}`,
    `127.0.0.1:${port + 1}`,
    "localhost",
    `localhost.:${port}`,
  ];
  for (const host of strangers) {
    for (const path of ["/", "/api/specs"]) {
      const { status, body } = await get(host, path);
      expect(status, `${host}${path}`).toBe(403);
      expect(JSON.parse(body)).toMatchObject({
        code: "foreign-host",
        detail: { zh: expect.stringContaining("本机"), en: expect.stringContaining("this machine") },
      });
    }
  }
  expect((await post({ host: "evil.example" })).status).toBe(403);
});

test("a photo posted by another site, another port or a page without origin is refused", async () => {
  for (const origin of ["https://evil.example", `http://127.0.0.1:${port + 1}`, `https://127.0.0.1:${port}`, "null"]) {
    const { status, body } = await post({ origin });
    expect(status, origin).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ code: "foreign-origin" });
  }
});

test("a photo posted by the page itself, or by a program that names no origin, reaches the engine", async () => {
  for (const headers of [{ origin: `http://127.0.0.1:${port}` }, { origin: `http://localhost:${port}` }, {}]) {
    const { status, body } = await post(headers);
    expect([status, JSON.parse(body).code]).toEqual([400, "bad-request"]);
  }
});

test("the specs are told to the page", async () => {
  const { body } = await get(`localhost:${port}`, "/api/specs");
  expect(JSON.parse(body)).toEqual(photoSpecs);
});
