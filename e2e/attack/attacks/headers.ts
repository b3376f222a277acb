/** What every answer tells a browser. */
import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { demoStaff } from "../../people/staff.ts";
import { ask } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";

const paths = [
  "/",
  "/console/",
  "/pages/try/index",
  "/docs",
  "/openapi.json",
  "/v1/operator",
  "/v1/account",
  "/nothing",
  "/healthz",
];

const wanted = {
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "strict-transport-security": /max-age=\d{8}/,
  "referrer-policy": /no-referrer/,
  "cross-origin-resource-policy": /same-origin/,
  "content-security-policy": /frame-ancestors 'none'/,
} as const satisfies Readonly<Record<string, RegExp>>;

export const headerAttacks: readonly Attack[] = [
  {
    name: "a page of ours in a foreign frame, read as another type, over plain http, from another origin",
    against: ["headers"],
    must: "every answer carries nosniff, frame, HSTS, referrer and content policies; none lets another origin read",
    run: async ({ product: { url } }) => {
      for (const path of paths) {
        const { headers, status } = await ask(url, path, { headers: { origin: "https://evil.example" } });
        for (const [name, pattern] of Object.entries(wanted)) {
          assert.match(headers.get(name) ?? "", pattern, `${path} (${status}): ${name}`);
        }
        const policy = headers.get("content-security-policy") ?? "";
        assert.doesNotMatch(policy, /script-src[^;]*'unsafe-(inline|eval)'|\*/, `${path}: ${policy}`);
        assert.match(policy, /base-uri 'none'/, path);
        assert.match(policy, /object-src 'none'|default-src 'none'/, path);
        assert.equal(headers.get("access-control-allow-origin"), null, path);
        assert.equal(headers.get("x-powered-by") ?? headers.get("server"), null, path);
      }
      return `${paths.length} addresses, ${Object.keys(wanted).length} headers each`;
    },
  },
  {
    name: "a style of another's in our pages",
    against: ["headers"],
    must: "a page takes its own styles, by a nonce that no second page has, and no others",
    run: async ({ product: { url } }) => {
      const nonces: string[] = [];
      for (const path of ["/", "/", "/pages/my-data/index", "/console/", "/console/staff"]) {
        const { headers, text, status } = await ask(url, path);
        assert.equal(status, 200, path);
        const styles = /style-src ([^;]*)/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "";
        const nonce = /'nonce-([\w+/=]{22,})'/.exec(styles)?.[1] ?? "";
        assert.doesNotMatch(styles, /unsafe-inline|unsafe-hashes|:|\*/, `${path}: ${styles}`);
        assert.ok(nonce !== "" && text.includes(`nonce="${nonce}"`), `${path}: the page does not have its nonce`);
        assert.doesNotMatch(text, /<style(?![^>]*nonce=)/, path);
        nonces.push(nonce);
      }
      assert.equal(new Set(nonces).size, nonces.length, "a nonce came twice");
      return `${nonces.length} pages, each with a nonce of its own`;
    },
  },
  {
    name: "a staff session's cookie read by a script, and used by another site's form",
    against: ["session-cookie"],
    must: "HttpOnly, SameSite=Strict; an act with the cookie alone is refused",
    run: async ({ product: { url }, staff }) => {
      const { password, totp } = demoStaff;
      // No other attack signs in as this one, and a one-time code is good for one sign-in.
      const oneTimeCode = new TOTP({ secret: totp }).generate();
      const signedIn = await ask(url, "/v1/staff/sign-in", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: "school-admin", password, oneTimeCode }),
      });
      assert.equal(signedIn.status, 200, `${signedIn.status} ${signedIn.code}`);
      assert.match(signedIn.headers.get("set-cookie") ?? "", /; *HttpOnly/i);
      assert.match(signedIn.headers.get("set-cookie") ?? "", /; *SameSite=Strict/i);
      const operator = await staff("operator");
      const cookie = `gradphoto-staff=${operator.token() ?? ""}`;
      const read = await ask(url, "/v1/staff/account", { headers: { cookie } });
      assert.equal(read.status, 200);
      const act = await ask(url, "/v1/staff/account/other-sessions/end", { method: "POST", headers: { cookie } });
      assert.equal(act.status, 401);
      const wrong = await ask(url, "/v1/staff/sign-in", { method: "POST", body: "username=operator" });
      assert.ok(wrong.status >= 400);
      return `reads 200, a form's act ${act.status} ${act.code}`;
    },
  },
];
