/** Production started with forgotten or copied settings: it must refuse and name the wrong setting. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { root } from "../../product/start-product.ts";
import type { Attack } from "../attack-kinds.ts";

const known = Buffer.alloc(32, 1).toString("base64");
const production = { NODE_ENV: "production" };

/** Settings, and those of them that have to be named. The service's own tests know many more. */
const slips = [
  ["production-slip", { GRADPHOTO_PUBLIC_URL: "https://photo.example.org" }, ["NODE_ENV"]],
  ["production-slip", { GRADPHOTO_HOST: "0.0.0.0" }, ["GRADPHOTO_HOST"]],
  ["production-slip", { ...production, GRADPHOTO_SANDBOX_URL: "http://127.0.0.1:3900" }, ["GRADPHOTO_SANDBOX_URL"]],
  [
    "weak-secrets",
    { ...production, GRADPHOTO_SEAL_KEYS: `mine:${known}`, GRADPHOTO_REGISTRY_KEY: "0123456789abcdef" },
    ["GRADPHOTO_SEAL_KEYS", "GRADPHOTO_REGISTRY_KEY"],
  ],
  [
    "open-lines",
    {
      ...production,
      GRADPHOTO_OBJECTS: "http://s3.example.invalid/photos",
      DATABASE_URL: "postgresql://user:hidden-word@db.example.invalid/g?sslmode=no-verify",
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      GRADPHOTO_WECHAT_URL: "https://169.254.169.254",
    },
    ["GRADPHOTO_OBJECTS", "DATABASE_URL", "NODE_TLS_REJECT_UNAUTHORIZED", "GRADPHOTO_WECHAT_URL"],
  ],
] as const;

export const productionAttacks: readonly Attack[] = [
  {
    name: "started with settings that were forgotten, copied or made up",
    must: "ends at once with the code that no supervisor tries again, and with words that name the settings and no secret",
    run: async () => {
      for (const [weakness, settings, names] of slips) {
        const env = { PATH: process.env.PATH ?? "", HOME: "/nonexistent", PORT: "0", ...settings };
        const file = join(root, "apps/server/src/programs/api.ts");
        const child = spawn(process.execPath, [file], { env, stdio: ["ignore", "ignore", "pipe"], timeout: 20_000 });
        const [words, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
        assert.equal(status, 78, `${weakness}: ${words.slice(0, 300)}`);
        for (const name of names) assert.match(words, new RegExp(`^  ${name} (must (?!be set)|has no place)`, "m"));
        assert.doesNotMatch(words, /\n\s+at .*\.ts|hidden-word|AQEBAQEB|0123456789abcdef/);
      }
      return `${slips.length} refused in words`;
    },
  },
];
