/**
 * Tests that every call to an external system ends by its own time limit, at whatever point the system stops
 * answering.
 */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { createHttpIssuer } from "./collection-code-issuer/http-issuer.ts";
import { ObjectStoreError } from "./object-store/object-store.ts";
import { createS3 } from "./object-store/s3.ts";
import { payProviderAdapters } from "./pay/pay-providers.ts";
import { createHttpRegistry } from "./registry/http-registry.ts";
import { smsGateways } from "./sms/http-sms.ts";
import { createHttpWechat } from "./wechat/http-wechat.ts";

/** Points at which the external system stops answering. */
const silences = {
  "never answers": () => {},
  "stops after the head of its answer": (response: ServerResponse) => {
    response
      .writeHead(200, { "content-type": "application/json", "content-length": "100" })
      .flushHeaders();
  },
  "sends its answer a byte at a time for ever": (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(drip));
  },
} as const;

let silence: (response: ServerResponse) => void = silences["never answers"];
const server = createServer((request, response) => {
  request.resume();
  silence(response);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (typeof address !== "object" || !address) throw new Error("no address");
const baseUrl = `http://127.0.0.1:${address.port}`;
afterEach(() => server.closeAllConnections());
afterAll(() => void server.close());

const timeoutMs = 300;
const warn = () => {};
const app = { appid: "wx1", secret: "secret" };
const s3 = createS3(
  { bucketUrl: `${baseUrl}/photos`, region: "us-east-1", timeoutMs },
  { accessKeyId: "id", secretAccessKey: "key" },
);
const wechat = createHttpWechat({
  baseUrl,
  miniProgram: app,
  officialAccount: app,
  timeoutMs,
  warn,
});
const issuer = createHttpIssuer({ baseUrl, key: "key", lastFourKey: "key", timeoutMs });
const registry = createHttpRegistry({ baseUrl, key: "key", timeoutMs });
const refund = { outTradeNo: "A1", outRefundNo: "A1R1", refundFen: 1, totalFen: 1 };

function opened<Deps, Port>(
  one: {
    development: (sandbox: string) => Readonly<Record<string, string>>;
    read: (
      env: Readonly<Record<string, string>>,
    ) => { ok: true; open: (deps: Deps) => Port } | { ok: false };
  },
  deps: Deps,
): Port {
  const read = one.read(one.development(baseUrl));
  if (!read.ok) throw new Error("The settings of development are right");
  return read.open(deps);
}

type Call = () => Promise<unknown>;

const smsCalls = Object.entries(smsGateways).map(([name, one]): [string, Call] => {
  const sms = opened(one, { timeoutMs, warn });
  return [`${name}: a code by SMS`, () => sms.sendCode("19900000000", "123456")];
});
const payCalls = Object.entries(payProviderAdapters).flatMap(([name, one]): [string, Call][] => {
  const provider = opened(one, {
    notifyUrl: "https://photo.test/notifications",
    wechatAppids: { miniProgram: "wx1", officialAccount: "wx2" },
    timeoutMs,
    clock: () => new Date(),
    warn,
  });
  return [
    [`${name}: an order is asked for`, () => provider.query("A1")],
    [`${name}: an order is closed`, () => provider.close("A1")],
    [`${name}: money goes back`, () => provider.refund(refund)],
    [`${name}: a refund is asked for`, () => provider.queryRefund(refund)],
    [`${name}: a bill`, async () => provider.readBill?.("2027-06-01")],
  ];
});
const calls: readonly (readonly [string, Call])[] = [
  ["a photo is stored", () => s3.put("originals/a", new Uint8Array(70_000))],
  ["a photo is read", () => s3.get("originals/a")],
  ["a photo is looked for", () => s3.head("originals/a")],
  ["a photo is deleted", () => s3.delete("originals/a")],
  ["a person of WeChat", () => wechat.login("code")],
  ["a phone number of WeChat", () => wechat.phone("code")],
  ["a code to print", () => wechat.miniProgramCode({ scene: "a", page: "pages/start/index" })],
  ["a collection code", () => issuer.decode("code")],
  ["the last four", () => issuer.verify("code", "1234")],
  ["a batch at the registry", () => registry.queryBatch("b")],
  ...smsCalls,
  ...payCalls,
];

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

async function endOf(call: Call): Promise<string> {
  try {
    return JSON.stringify(await call()) ?? "nothing";
  } catch (error) {
    return error instanceof ObjectStoreError ? "the store is away" : "thrown";
  }
}

describe.each(Object.entries(silences))("the external system %s", (_, silent) => {
  test("every call ends, and fails if it needs the response", { timeout: 20_000 }, async () => {
    silence = silent;
    // Collects garbage during the calls, because a time limit must not depend on an object that nothing references.
    const clearing = setInterval(collectGarbage, 40);
    try {
      const ends = await Promise.all(
        calls.map(async ([what, call]) => [what, await endOf(call)] as const),
      );
      for (const [what, end] of ends) {
        // Writing, deleting and checking existence succeed with the response headers only.
        if (!/^a photo is (stored|deleted|looked for)$/.test(what))
          expect(end, what).toMatch(/the store is away|unavailable|unreach/);
      }
    } finally {
      clearInterval(clearing);
    }
  });
});
