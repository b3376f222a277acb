/** Production by a slip: programs are started with settings that somebody forgot or copied, and say in words what is wrong. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../product/start-product.ts";
import type { Attack } from "../attack-kinds.ts";
import { right, type Settings, slips } from "../wrong-settings.ts";

/** All that it said. Throws when it goes on. */
async function refusalOf(program: string, settings: Settings): Promise<string> {
  const file = join(root, "apps", "server", "src", "programs", program);
  const env = { PATH: process.env.PATH ?? "", HOME: "/nonexistent", PORT: "0", ...settings };
  try {
    await promisify(execFile)(process.execPath, [file], { cwd: root, env, timeout: 20_000 });
  } catch (error) {
    const [killed, words] = error instanceof Error ? [Object(error).killed, Object(error).stderr] : [true, ""];
    assert.ok(killed !== true, "it is started");
    return String(words);
  }
  throw new Error("it ended as if all were well");
}

const secrets = Object.entries(right)
  .filter(([name]) => name.includes("KEY"))
  .map(([, value]) => value.replace(/^\w+:/, ""));

async function trySlip(slip: string, settings: Settings, names: string): Promise<void> {
  const words = await refusalOf("api.ts", settings);
  const told = `${slip}: ${words.slice(0, 300)}`;
  assert.ok(words.includes(names), told);
  assert.ok(!/\n\s+at .*\.ts/.test(words), `${slip}: a stack instead of words`);
  assert.ok(!secrets.some((one) => words.includes(one)), `${slip}: a secret is said`);
  // What is right beside it is not blamed.
  const named = new Set(words.match(/^ {2}\w+/gm));
  assert.ok(named.size <= 1 || settings.GRADPHOTO_SEAL_KEYS === undefined, told);
}

export const productionAttacks: readonly Attack[] = (["production-slip", "weak-secrets", "open-lines"] as const).map(
  (weakness) => ({
    name: `started with wrong settings: ${slips[weakness].map(([slip]) => slip).join(", ")}`,
    against: [weakness],
    must: "ends at once, with words that name the setting and no secret",
    run: async () => {
      // Two at a time: starting them is our own load, not theirs.
      const lanes = [0, 1].map(async (lane) => {
        for (const [number, [slip, settings, names]] of slips[weakness].entries()) {
          if (number % 2 === lane) await trySlip(slip, settings, names);
        }
      });
      await Promise.all(lanes);
      return `${slips[weakness].length} refused in words`;
    },
  }),
);
