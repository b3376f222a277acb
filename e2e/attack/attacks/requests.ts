/** Requests that no browser and no payment provider sends, and the security headers of every answer. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type Attack, ask, asPerson, expectLine, statusesIn } from "../target.ts";

/** Sends text on a new connection. Returns what arrives until it closes or `withinMs` passes. */
function sendRaw(
  url: string,
  text: string,
  withinMs: number,
): Promise<{ readonly text: string; readonly isClosed: boolean }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let received = "";
    const end = (isClosed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: received, isClosed });
    };
    const timer = setTimeout(end, withinMs, false);
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
    });
    // A refused client is disconnected while it still sends.
    socket.on("error", () => end(true)).on("close", () => end(true));
    socket.write(text);
  });
}

const host = "host: 127.0.0.1";
const raw: readonly (readonly [name: string, text: string])[] = [
  [
    "both lengths",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${host}\r\n\r\n`,
  ],
  [
    "two lengths",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ncontent-length: 4\r\ncontent-length: 40\r\n\r\nGET /healthz HTTP/1.1\r\n${host}\r\n\r\n`,
  ],
  [
    "a length that is none",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ncontent-length: +4\r\n\r\nabcd`,
  ],
  [
    "a chunk without end",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n`,
  ],
  [
    "a coding of its own",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n`,
  ],
  ["a folded header", `GET /v1/operator HTTP/1.1\r\n${host}\r\nx-a: b\r\n c: d\r\n\r\n`],
  [
    "a space before the colon",
    `GET /v1/operator HTTP/1.1\r\n${host}\r\ncontent-length : 4\r\n\r\n`,
  ],
  [
    "a header of 100 kB",
    `GET /v1/operator HTTP/1.1\r\n${host}\r\nx-a: ${"a".repeat(100_000)}\r\n\r\n`,
  ],
  [
    "ten thousand headers",
    `GET /v1/operator HTTP/1.1\r\n${host}\r\n${Array.from({ length: 10_000 }, (_, i) => `x-${i}: a\r\n`).join("")}\r\n`,
  ],
  ["an address of 100 kB", `GET /v1/${"a".repeat(100_000)} HTTP/1.1\r\n${host}\r\n\r\n`],
  ["no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
];

export const requestAttacks: readonly Attack[] = [
  {
    name: "request smuggling, endless headers, and bytes that are no HTTP",
    must: "4xx and a closed connection; never two answers to one request",
    run: async ({ product: { url } }) => {
      const seen: string[] = [];
      for (const [name, text] of raw) {
        const received = await sendRaw(url, text, 2500);
        const statuses = statusesIn(received.text);
        assert.ok(received.isClosed, `${name}: the connection stays open`);
        assert.ok(statuses.length <= 1, `${name}: ${statuses.join(" and ")}`);
        assert.ok(
          statuses.every((status) => status >= 400 && status < 500),
          `${name}: ${statuses.join()}`,
        );
        seen.push(`${name} ${statuses[0] ?? "cut off"}`);
      }
      return seen.join(", ");
    },
  },
  {
    name: "two hundred connections that send their headers one letter a second",
    must: "nobody else waits",
    run: async ({ product: { url } }) => {
      const { hostname, port } = new URL(url);
      const sockets = Array.from({ length: 200 }, () =>
        connect(Number(port), hostname).on("error", () => {}),
      );
      for (const socket of sockets) socket.write("GET /v1/operator HTTP/1.1\r\nx-slow: ");
      for (let second = 0; second < 5; second++) {
        for (const socket of sockets) socket.write("a");
        await delay(1000);
      }
      const { status } = await ask(url, "/v1/operator");
      for (const socket of sockets) socket.destroy();
      assert.equal(status, 200);
      return "others are answered";
    },
  },
  {
    name: "wrong methods, with a valid session",
    must: "404 or 405, without reading the body",
    run: async ({ product: { url }, addStudent }) => {
      const { client, collectionId } = await addStudent();
      const statuses: string[] = [];
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PROPFIND"]) {
        const path = `/v1/collections/${collectionId}`;
        const { status } = await ask(url, path, {
          method,
          headers: { ...asPerson(client), "x-http-method-override": "GET" },
        });
        assert.ok(
          [404, 405, ...(method === "HEAD" ? [200] : [])].includes(status),
          `${method}: ${status}`,
        );
        statuses.push(`${method} ${status}`);
      }
      const trace = statusesIn(
        (await sendRaw(url, `TRACE / HTTP/1.1\r\n${host}\r\nx-secret: 1\r\n\r\n`, 1500)).text,
      );
      assert.ok(!trace.includes(200), "TRACE is answered");
      return `${statuses.join(", ")}, TRACE ${trace[0] ?? "cut off"}`;
    },
  },
];

const answeredPaths = [
  "/",
  "/console/",
  "/pages/try/index",
  "/docs",
  "/about",
  "/openapi.json",
  "/v1/operator",
  "/nothing",
  "/healthz",
];

const wantedHeaders = {
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "strict-transport-security": /max-age=\d{8}/,
  "referrer-policy": /no-referrer/,
  "permissions-policy": /camera=\(self\).*geolocation=\(\).*microphone=\(\)/,
  "cross-origin-resource-policy": /same-origin/,
  "content-security-policy": /base-uri 'none'.*frame-ancestors 'none'/,
} as const satisfies Readonly<Record<string, RegExp>>;

export const headerAttacks: readonly Attack[] = [
  {
    name: "our pages in a foreign frame, with another type, over http, from another origin",
    must: "every answer has nosniff, frame, HSTS, referrer, permissions and content policies; no other origin may read it",
    run: async ({ product: { url } }) => {
      for (const path of answeredPaths) {
        const { headers, status } = await ask(url, path, {
          headers: { origin: "https://evil.example" },
        });
        for (const [name, pattern] of Object.entries(wantedHeaders))
          assert.match(headers.get(name) ?? "", pattern, `${path} (${status}): ${name}`);
        const policy = headers.get("content-security-policy") ?? "";
        assert.doesNotMatch(
          policy,
          /script-src[^;]*'unsafe-(inline|eval)'|\*/,
          `${path}: ${policy}`,
        );
        assert.equal(headers.get("access-control-allow-origin"), null, path);
        assert.equal(headers.get("x-powered-by") ?? headers.get("server"), null, path);
      }
      const { headers } = await ask(url, "/console/");
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
      return `${answeredPaths.length} addresses, ${Object.keys(wantedHeaders).length} headers each`;
    },
  },
];

const paid = JSON.stringify({
  event_type: "TRANSACTION.SUCCESS",
  out_trade_no: "A1",
  trade_state: "SUCCESS",
});
const folded =
  "notify_id=n1&app_id=2021&out_trade_no=A1&trade_no=T1%26trade_status%3DTRADE_SUCCESS";
const signed = (timestamp: string) => ({
  "wechatpay-timestamp": timestamp,
  "wechatpay-nonce": "n",
  "wechatpay-serial": "PUB_KEY_ID_0119000000012026010100000000000001",
  "wechatpay-signature": Buffer.alloc(256, 7).toString("base64"),
});

export const moneyAttacks: readonly Attack[] = [
  {
    name: "forged, stale, cut, folded and unsigned payment notifications",
    must: "both providers' routes refuse them with a log line; the server's tests cover amounts and repetition",
    run: async ({ product }) => {
      const now = String(Math.floor(Date.now() / 1000));
      const tried: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
        [{}, paid],
        [{}, ""],
        [signed(now), paid],
        [signed("now"), paid],
        [signed(String(Number(now) - 86_400)), paid],
        [{ ...signed(now), "wechatpay-serial": "../../key" }, paid],
        [signed(now), "x".repeat(60_000)],
        [
          {},
          `${folded}&sign_type=RSA2&sign=${encodeURIComponent(Buffer.alloc(256, 7).toString("base64"))}`,
        ],
      ];
      const statuses = new Set<number>();
      for (const [headers, body] of tried) {
        for (const path of ["/v1/wechat-pay/notifications", "/v1/alipay/notifications"]) {
          const { status } = await ask(product.url, path, { method: "POST", headers, body });
          statuses.add(status);
          assert.ok(
            status >= 400 && status < 500,
            `${path} answered ${status} to ${body.slice(0, 40)}`,
          );
        }
      }
      await expectLine(product, "a refused notification", (line) =>
        line.includes("payment notification refused"),
      );
      return `${2 * tried.length} tried: ${[...statuses].join(", ")}`;
    },
  },
];
