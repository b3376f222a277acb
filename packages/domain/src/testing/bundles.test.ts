/**
 * Bundle tests of the entries for mini-programs: the bundle contains no library, and the client runs without any
 * platform API.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { createClient, fetchTransport } from "../api/client.ts";

async function bundle(entry: string) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    globalName: "contract",
    platform: "neutral",
    target: "es2020",
    logLevel: "silent",
  });
  return { text: result.outputFiles[0]?.text ?? "", inputs: Object.keys(result.metafile.inputs) };
}

test("the tables and the client bundle without any library", async () => {
  for (const entry of ["index.ts", "api/client.ts"]) {
    const { inputs } = await bundle(entry);
    expect(inputs.length).toBeGreaterThan(1);
    expect(
      inputs.filter(
        (input) => input.includes("node_modules") || /schemas|routes\.ts|fields/.test(input),
      ),
    ).toEqual([]);
  }
});

test("the schemas entry bundles zod, so the test above can detect a library", async () => {
  const { inputs } = await bundle("photo-standard/schemas.ts");
  expect(inputs.some((input) => input.includes("node_modules/zod/"))).toBe(true);
});

test("the client signs in and reads a refusal without fetch, URL, Headers, AbortController or timers", async () => {
  const { text } = await bundle("api/client.ts");
  const context = createContext({});
  const script = `${text}
    const seen = [];
    const transport = async (request) => {
      seen.push(request.method + " " + request.url);
      return request.url.endsWith("/wechat")
        ? { status: 200, headers: {}, body: '{"token":"t-1"}' }
        : { status: 404, headers: {}, body: '{"code":"not-found","words":{"zh":"没有","en":"None"}}' };
    };
    const call = contract.createClient(transport, {
      baseUrl: "https://example.test", language: "zh", contractVersion: contract.contractVersion, sessionToken: () => null,
    });
    (async () => {
      const signedIn = await call("signInWithWechat", { body: { code: "c" } });
      const missing = await call("readCollection", { params: { collectionId: "别人" } });
      const globals = ["fetch", "URL", "Headers", "AbortController", "setTimeout", "TextEncoder"];
      return JSON.stringify({ seen, signedIn, missing, present: globals.filter((name) => name in globalThis) });
    })()`;
  expect(JSON.parse(await runInContext(script, context))).toEqual({
    seen: [
      "POST https://example.test/v1/sign-in/wechat",
      "GET https://example.test/v1/collections/%E5%88%AB%E4%BA%BA",
    ],
    signedIn: { ok: true, value: { token: "t-1" } },
    missing: { ok: false, problem: { code: "not-found", words: { zh: "没有", en: "None" } } },
    present: [],
  });
});

test("the fetch transport sends JSON and pictures to a server, and returns the status, headers and body", async () => {
  const seen: { url: string | undefined; type: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({
      url: request.url,
      type: request.headers["content-type"],
      body: Buffer.concat(chunks).toString("latin1"),
    });
    response.writeHead(200, { "content-type": "application/json" }).end('{"text":"code"}');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  try {
    const call = createClient(fetchTransport<Blob, FormData>({ fetch, FormData }), {
      baseUrl: `http://127.0.0.1:${port}`,
      language: "en",
      contractVersion: 1,
      sessionToken: () => null,
    });
    expect(
      await call("readCodePicture", { picture: new Blob(["bytes"], { type: "image/png" }) }),
    ).toEqual({
      ok: true,
      value: { text: "code" },
    });
    await call("signInWithWechat", { body: { code: "c" } });
  } finally {
    await new Promise((done) => server.close(done));
  }
  expect(seen[0]?.type).toMatch(/^multipart\/form-data; boundary=/);
  expect(seen[0]?.body).toContain('name="picture"');
  expect(seen[1]).toEqual({
    url: "/v1/sign-in/wechat",
    type: "application/json",
    body: '{"code":"c"}',
  });
});
