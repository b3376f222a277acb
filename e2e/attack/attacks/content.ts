/** What is asked for and what is sent: ways out of a folder, JSON that is more than it looks, words that keep a pattern busy. */
import assert from "node:assert/strict";
import { ask, asPerson, sendRaw, statusesIn } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";

const json = { "content-type": "application/json" };
const host = "host: 127.0.0.1";
/** A pattern of ours that goes over a text again and again would need longer. */
const quickMs = 1000;

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

export const contentAttacks: readonly Attack[] = [
  {
    name: "ways out of the folders of pages, and to other hosts",
    against: ["traversal"],
    must: "no file beside the builds, no redirect to elsewhere",
    run: async ({ product: { url } }) => {
      const statuses = new Set<number>();
      for (const path of waysOut) {
        // As it is: fetch would put the way right before it sends it.
        const { text: heard } = await sendRaw(url, [`GET ${path} HTTP/1.1\r\n${host}\r\nconnection: close\r\n\r\n`]);
        assert.ok(!/root:x:|"workspaces"|\[core\]|GRADPHOTO_/.test(heard), path);
        for (const status of statusesIn(heard)) statuses.add(status);
      }
      for (const path of elsewhere) {
        const { text: heard } = await sendRaw(url, [`GET ${path} HTTP/1.1\r\n${host}\r\nconnection: close\r\n\r\n`]);
        assert.ok(!/^location:\s*(https?:)?[\\/]{2}/im.test(heard), `${path} leads elsewhere`);
        assert.ok(!/^location:\s*https:\/\/evil/im.test(heard), `${path} writes a header`);
      }
      return `${waysOut.length + elsewhere.length} tried: ${[...statuses].join(", ")}`;
    },
  },
  {
    name: "JSON with prototypes, of great depth, larger than allowed, of other types",
    against: ["hostile-json"],
    must: "400, 413 or 415 with a code, without a stack",
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
              body: JSON.stringify({ text: word }),
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
