import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import fastify from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../testing/resources.ts";
import { securityHeaders } from "./create-api.ts";
import { openStubApi } from "./testing/open-stub-api.ts";
import { serveWebApp } from "./web-apps.ts";

const folder = temporaryFolder("web-app");
mkdirSync(join(folder, "js"));
writeFileSync(
  join(folder, "index.html"),
  `<!doctype html><style nonce="page-nonce" data-at="page-address/">${"a{}".repeat(500)}</style>`,
);
writeFileSync(join(folder, "js", "page.1234.js"), "page");
writeFileSync(join(folder, "js", "page.1234.js.gz"), gzipSync("page"));
writeFileSync(join(folder, "js", "page.1234.js.br"), brotliCompressSync("page"));

mkdirSync(join(folder, "engine"));
writeFileSync(join(folder, "engine", "network.1234.tflite"), "network");
writeFileSync(join(folder, "engine", "network.1234.tflite.gz"), gzipSync("network"));

const publicUrl = "https://photo.example.edu";
const quiet = {
  folder,
  leads: {},
  moreStyles: "",
  isIsolated: false,
  isQuiet: true,
  publicUrl,
} as const;

async function open(prefix: string, pages: readonly string[] = ["pages/*"], isIsolated = false) {
  const app = fastify();
  app.addHook("onRequest", async (_request, reply) => void reply.headers({ ...securityHeaders }));
  await serveWebApp(app, {
    folder,
    prefix,
    pages,
    leads: { "/short": "/pages/far/index" },
    moreStyles: "",
    isIsolated,
    isQuiet: false,
    publicUrl,
  });
  return (url: string, headers: Readonly<Record<string, string>> = {}) =>
    app.inject({ url: `${prefix}${url}`, headers: { "accept-encoding": "gzip", ...headers } });
}

test.each(["/", "/console/"])(
  "below %s scripts and networks are compressed and cached, and pages are revalidated on each request",
  async (prefix) => {
    const get = await open(prefix);
    for (const stored of ["js/page.1234.js", "engine/network.1234.tflite"]) {
      expect((await get(stored)).headers, stored).toMatchObject({
        "cache-control": "public, max-age=31536000, immutable",
        "content-encoding": "gzip",
      });
    }
    const page = await get("pages/start/index");
    expect(gunzipSync(page.rawPayload).toString()).toMatch(
      /^<!doctype html><style nonce="[\w+/=]{24}" data-at="https:\/\/photo.example.edu\/">/,
    );
    expect(page.headers["cache-control"]).toBe("private, no-cache");
    for (const rule of [
      "script-src 'self' 'wasm-unsafe-eval'",
      "base-uri 'none'",
      "form-action 'self'",
    ]) {
      expect(page.headers["content-security-policy"]).toContain(rule);
    }
    const notFound = await get("js/other.js");
    expect(notFound.statusCode).toBe(404);
    expect(notFound.headers["cache-control"]).not.toContain("immutable");
  },
);

test.each([true, false])(
  "page and workers are cross-origin isolated only if the app requires it: %s",
  async (isIsolated) => {
    const get = await open("/", ["pages/*"], isIsolated);
    for (const url of ["pages/start/index", "js/page.1234.js"]) {
      const { headers } = await get(url);
      const isPage = url.startsWith("pages/");
      expect(headers["cross-origin-opener-policy"], url).toBe(
        isPage || isIsolated ? "same-origin" : undefined,
      );
      expect(headers["cross-origin-embedder-policy"], url).toBe(
        isIsolated ? "require-corp" : undefined,
      );
    }
  },
);

test("a file is sent in the best encoding that the client accepts, with vary and a separate etag", async () => {
  const get = await open("/");
  const as = (taken: string) => get("js/page.1234.js", { "accept-encoding": taken });
  const [brotli, plain] = [await as("gzip, deflate, br, zstd"), await as("identity")];
  expect(brotli.headers).toMatchObject({
    "content-encoding": "br",
    "content-type": expect.stringContaining("javascript"),
    vary: "accept-encoding",
  });
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe("page");
  expect(plain.headers).toMatchObject({ vary: "accept-encoding" });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.body).toBe("page");
  expect(brotli.headers.etag).not.toBe(plain.headers.etag);
});

test("an unchanged file is answered with 304 and stays cacheable", async () => {
  const get = await open("/");
  const { headers } = await get("js/page.1234.js");
  const repeated = await get("js/page.1234.js", { "if-none-match": String(headers.etag) });
  expect(repeated.statusCode).toBe(304);
  expect(repeated.body).toBe("");
  expect(repeated.headers).toMatchObject({
    etag: headers.etag,
    "cache-control": "public, max-age=31536000, immutable",
    vary: "accept-encoding",
  });
});

test("a missing script is answered with 404, and any other URL with the page", async () => {
  const get = await open("/console/", ["", "*"]);
  expect((await get("staff")).headers["content-type"]).toContain("text/html");
  const removed = await get("assets/staff-page-0a1b2c3d.js");
  expect(removed.statusCode).toBe(404);
  expect(removed.headers["content-type"]).not.toContain("text/html");
  expect(removed.headers["cache-control"]).not.toContain("immutable");
});

describe.each(["/", "/console/"])("below %s", (prefix) => {
  let address: URL;
  beforeAll(async () => {
    writeFileSync(join(folder, "..", "outside.txt"), "a file outside");
    const { app } = openStubApi();
    await serveWebApp(app, { ...quiet, prefix, pages: ["*"] });
    address = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
    return async () => void (await app.close());
  });

  const traversals = ["../", "..%2f", "%2e%2e/", "..%5c", "..%252f", "js/../../", "%00/"];
  test.each(traversals)(
    "a path with %s does not reach files outside the build",
    async (traversal) => {
      for (const times of [1, 2, 6]) {
        // A raw request, because fetch would normalize the path before sending it.
        const received = await rawGet(address, `${prefix}${traversal.repeat(times)}outside.txt`);
        expect(received).toMatch(/^HTTP\/1\.1 [2345]\d\d /);
        expect(received).not.toContain("a file outside");
      }
    },
  );

  test.each(["//evil.example", "/\\evil.example", "%0d%0alocation:%20https://evil.example"])(
    "%s does not redirect to another host",
    async (path) => {
      const { headers } = await (await open(prefix, ["*"]))(path);
      expect(String(headers.location ?? "")).not.toMatch(/^(https?:)?[\\/]{2}/);
    },
  );
});

const rawGet = async ({ hostname, port }: URL, path: string): Promise<string> => {
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part);
  return Buffer.concat(parts).toString("latin1");
};

test("a page allows only its own styles, by a nonce that is new in each response", async () => {
  const get = await open("/");
  const nonces = [];
  for (const url of ["pages/start/index", "pages/start/index", "pages/other/index"]) {
    const { headers, rawPayload } = await get(url);
    const [, nonce = ""] =
      /style-src 'self' 'nonce-([^']+)'(;|$)/.exec(String(headers["content-security-policy"])) ??
      [];
    expect(gunzipSync(rawPayload).toString()).toContain(`nonce="${nonce}"`);
    nonces.push(nonce);
  }
  expect(new Set(nonces).size).toBe(3);
  const script = await get("js/page.1234.js");
  expect(script.headers["content-security-policy"]).toMatch(/style-src 'self';.*object-src 'none'/);
});

test("a short URL redirects to its page", async () => {
  const { statusCode, headers } = await (await open("/"))("short");
  expect([statusCode, headers.location]).toEqual([302, "/pages/far/index"]);
});

test.each([true, false])(
  "requests for files of a quiet app (%s) are not logged; a missing file is",
  async (isQuiet) => {
    const { app, logged } = openStubApi();
    await serveWebApp(app, {
      ...{ folder, prefix: "/", pages: ["pages/*"], leads: {}, moreStyles: "" },
      ...{ isIsolated: false, isQuiet, publicUrl },
    });
    await app.inject({ url: "/js/page.1234.js" });
    await app.inject({ url: "/pages/start/index" });
    expect(logged).toHaveLength(isQuiet ? 0 : 2);
    await app.inject({ url: "/js/other.js" });
    expect(logged.at(-1)).toContain('"status":404');
  },
);
