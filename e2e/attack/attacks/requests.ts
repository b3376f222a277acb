/** Requests that no browser sends: two lengths, endless headers, other methods, ways out of a folder, JSON that is more than it looks. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { ask, asPerson, sendRaw, statusesIn } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";

const json = { "content-type": "application/json" };
const host = "host: 127.0.0.1";
/** A pattern of ours that goes over a text again and again would need longer. */
const quickMs = 1000;

const raw: readonly (readonly [name: string, text: string])[] = [
  [
    "both lengths",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${host}\r\n\r\n`,
  ],
  [
    "two lengths",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ncontent-length: 4\r\ncontent-length: 40\r\n\r\nGET /healthz HTTP/1.1\r\n${host}\r\n\r\n`,
  ],
  ["a length that is none", `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ncontent-length: +4\r\n\r\nabcd`],
  [
    "a chunk without end",
    `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n`,
  ],
  ["a coding of its own", `POST /v1/sign-in/sms HTTP/1.1\r\n${host}\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n`],
  ["a folded header", `GET /v1/operator HTTP/1.1\r\n${host}\r\nx-a: b\r\n c: d\r\n\r\n`],
  ["a space before the colon", `GET /v1/operator HTTP/1.1\r\n${host}\r\ncontent-length : 4\r\n\r\n`],
  ["a header of 100 kB", `GET /v1/operator HTTP/1.1\r\n${host}\r\nx-a: ${"a".repeat(100_000)}\r\n\r\n`],
  [
    "ten thousand headers",
    `GET /v1/operator HTTP/1.1\r\n${host}\r\n${Array.from({ length: 10_000 }, (_, i) => `x-${i}: a\r\n`).join("")}\r\n`,
  ],
  ["an address of 100 kB", `GET /v1/${"a".repeat(100_000)} HTTP/1.1\r\n${host}\r\n\r\n`],
  ["no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
];

const waysOut = [
  "/../../../../etc/passwd",
  "/..%2f..%2f..%2f..%2fetc%2fpasswd",
  "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
  "/console/../../../package.json",
  "/console/..%2f..%2f..%2fpackage.json",
  "/console/..%5c..%5cpackage.json",
  "/js/..%252f..%252f..%252fpackage.json",
  "/console/%00/etc/passwd",
  "/.env",
  "/console/.git/config",
  "//etc/passwd",
];

const elsewhere = [
  "//evil.example",
  "//evil.example/console",
  "/console//evil.example",
  "/\\evil.example",
  "/console/%0d%0alocation:%20https://evil.example",
  "/https://evil.example",
];

export const requestAttacks: readonly Attack[] = [
  {
    name: "requests inside requests, headers without end, and what is no HTTP",
    against: ["smuggling"],
    must: "4xx and the connection is closed; never two answers to one",
    run: async ({ product: { url } }) => {
      const seen: string[] = [];
      for (const [name, text] of raw) {
        const heard = await sendRaw(url, [text], 2500);
        const statuses = statusesIn(heard);
        assert.ok(statuses.length <= 1, `${name}: ${statuses.join(" and ")}`);
        assert.ok(!statuses.includes(200), `${name} was answered`);
        seen.push(`${name} ${statuses[0] ?? "cut off"}`);
      }
      return seen.join(", ");
    },
  },
  {
    name: "two hundred connections whose headers come a letter a second",
    against: ["smuggling", "slow-body"],
    must: "they wait for themselves alone",
    run: async ({ product: { url } }) => {
      const { hostname, port } = new URL(url);
      const sockets = Array.from({ length: 200 }, () => connect(Number(port), hostname).on("error", () => {}));
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
    name: "other methods, and an address with a session for another method",
    against: ["smuggling"],
    must: "404 or 405 with allow, without a look at the body",
    run: async ({ product: { url }, addStudent }) => {
      const { client, collectionId } = await addStudent();
      const statuses: string[] = [];
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PROPFIND"]) {
        const path = `/v1/collections/${collectionId}`;
        const { status } = await ask(url, path, {
          method,
          headers: { ...asPerson(client), "x-http-method-override": "GET" },
        });
        const isReading = method === "HEAD";
        assert.ok(
          isReading ? status === 200 || status >= 404 : status === 404 || status === 405,
          `${method}: ${status}`,
        );
        statuses.push(`${method} ${status}`);
      }
      const trace = statusesIn(await sendRaw(url, [`TRACE / HTTP/1.1\r\n${host}\r\nx-secret: 1\r\n\r\n`], 1500));
      assert.ok(!trace.includes(200), "TRACE is answered");
      return `${statuses.join(", ")}, TRACE ${trace[0] ?? "cut off"}`;
    },
  },
  {
    name: "ways out of the folders of pages, and to other hosts",
    against: ["traversal"],
    must: "no file beside the builds, no redirect to elsewhere",
    run: async ({ product: { url } }) => {
      const statuses = new Set<number>();
      for (const path of waysOut) {
        // As it is: fetch would put the way right before it sends it.
        const heard = await sendRaw(url, [`GET ${path} HTTP/1.1\r\n${host}\r\nconnection: close\r\n\r\n`]);
        assert.ok(!/root:x:|"workspaces"|\[core\]|GRADPHOTO_/.test(heard), path);
        for (const status of statusesIn(heard)) statuses.add(status);
      }
      for (const path of elsewhere) {
        const heard = await sendRaw(url, [`GET ${path} HTTP/1.1\r\n${host}\r\nconnection: close\r\n\r\n`]);
        assert.ok(!/^location:\s*(https?:)?[\\/]{2}/im.test(heard), `${path} leads elsewhere`);
        assert.ok(!/^location:\s*https:\/\/evil/im.test(heard), `${path} writes a header`);
      }
      return `${waysOut.length + elsewhere.length} tried: ${[...statuses].join(", ")}`;
    },
  },
  {
    name: "JSON with prototypes, of great depth, larger than allowed, of other types",
    against: ["hostile-json"],
    must: "400, 413 or 415 with a code, nobody's prototype is changed",
    run: async ({ product: { url } }) => {
      const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
      const bodies: readonly (readonly [string, string, string])[] = [
        ["__proto__", '{"__proto__":{"isAdmin":true},"phone":"1","code":"1"}', "application/json"],
        ["constructor", '{"constructor":{"prototype":{"isAdmin":true}}}', "application/json"],
        ["deep", deep, "application/json"],
        ["65 kB", `{"phone":"${"1".repeat(65 * 1024)}"}`, "application/json"],
        ["a number without end", `{"phone":${"9".repeat(60_000)}}`, "application/json"],
        ["cut", '{"phone":"1', "application/json"],
        ["text", "phone=1", "text/plain"],
        ["a form", "phone=1&code=2", "application/x-www-form-urlencoded"],
        ["XML", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "application/xml"],
        ["NUL", '{"phone":"\\u0000","code":"\\ud800"}', "application/json"],
      ];
      const seen: string[] = [];
      for (const [name, body, type] of bodies) {
        const answer = await ask(url, "/v1/sign-in/sms", { method: "POST", headers: { "content-type": type }, body });
        assert.ok(answer.status >= 400 && answer.status < 500 && answer.code !== "", `${name}: ${answer.status}`);
        assert.ok(!answer.text.includes("    at "), `${name}: a stack is shown`);
        seen.push(`${name} ${answer.status} ${answer.code}`);
      }
      const after = await ask(url, "/v1/sign-in/sms", { method: "POST", headers: json, body: "{}" });
      assert.ok(!after.text.includes("isAdmin"));
      return seen.join(", ");
    },
  },
  {
    name: "words that make patterns go in circles, in every search",
    against: ["hostile-json"],
    must: "answered within a second, whatever is typed",
    run: async ({ product: { url }, staff }) => {
      const words = [
        "a".repeat(64),
        `${"a ".repeat(31)}!`,
        "((((a+)+)+)+)$",
        "%_".repeat(32),
        "中".repeat(64),
        "\\".repeat(64),
        "' or 1=1 --",
        "a".repeat(5000),
        "\u0000",
        "𠮷".repeat(32),
      ];
      const service = await staff("service");
      let worstMs = 0;
      const statuses = new Set<number>();
      for (const word of words) {
        const asked = [
          () => ask(url, `/v1/schools?query=${encodeURIComponent(word)}`),
          () =>
            ask(url, "/v1/staff/collections/find", {
              method: "POST",
              headers: { ...json, ...asPerson(service) },
              body: JSON.stringify({ query: word, text: word }),
            }),
          () => ask(url, "/v1/operator", { headers: { "accept-language": word.replace(/[^\x20-\x7e]/g, "x") } }),
        ];
        for (const one of asked) {
          const beganMs = performance.now();
          const { status } = await one();
          worstMs = Math.max(worstMs, performance.now() - beganMs);
          statuses.add(status);
          assert.ok(status < 500, `${word.slice(0, 20)}: ${status}`);
        }
      }
      assert.ok(worstMs < quickMs, `${Math.round(worstMs)} ms`);
      return `${words.length * 3} asked, the slowest took ${Math.round(worstMs)} ms: ${[...statuses].join(", ")}`;
    },
  },
];
