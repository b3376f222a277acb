/** What every answer tells a browser. */
import assert from "node:assert/strict";
import { ask } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";

const paths = ["/", "/console/", "/pages/try/index", "/docs", "/openapi.json", "/v1/operator", "/nothing", "/healthz"];

const wanted = {
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
    name: "a page of ours in a foreign frame or window, read as another type, over plain http, from another origin",
    must: "every answer carries nosniff, frame, HSTS, referrer, permissions and content policies; none lets another origin read",
    run: async ({ product: { url } }) => {
      for (const path of paths) {
        const { headers, status } = await ask(url, path, { headers: { origin: "https://evil.example" } });
        for (const [name, pattern] of Object.entries(wanted))
          assert.match(headers.get(name) ?? "", pattern, `${path} (${status}): ${name}`);
        const policy = headers.get("content-security-policy") ?? "";
        assert.doesNotMatch(policy, /script-src[^;]*'unsafe-(inline|eval)'|\*/, `${path}: ${policy}`);
        assert.equal(headers.get("access-control-allow-origin"), null, path);
        assert.equal(headers.get("x-powered-by") ?? headers.get("server"), null, path);
      }
      const { headers } = await ask(url, "/console/");
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
      return `${paths.length} addresses, ${Object.keys(wanted).length} headers each`;
    },
  },
];
