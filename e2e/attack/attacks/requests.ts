/** Requests that no browser sends: two lengths, endless headers, headers that hardly come, other methods. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { ask, asPerson, sendRaw, statusesIn } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";

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

export const requestAttacks: readonly Attack[] = [
  {
    name: "requests inside requests, headers without end, and what is no HTTP",
    must: "4xx and the connection is closed; never two answers to one",
    run: async ({ product: { url } }) => {
      const seen: string[] = [];
      for (const [name, text] of raw) {
        const received = await sendRaw(url, [text], 2500);
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
    name: "two hundred connections whose headers come a letter a second",
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
        assert.ok([404, 405, ...(method === "HEAD" ? [200] : [])].includes(status), `${method}: ${status}`);
        statuses.push(`${method} ${status}`);
      }
      const trace = statusesIn((await sendRaw(url, [`TRACE / HTTP/1.1\r\n${host}\r\nx-secret: 1\r\n\r\n`], 1500)).text);
      assert.ok(!trace.includes(200), "TRACE is answered");
      return `${statuses.join(", ")}, TRACE ${trace[0] ?? "cut off"}`;
    },
  },
];
