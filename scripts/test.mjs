/** `npm test`: installs what is missing and runs every unit and integration test; arguments go to the test runner. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compileCache, ensureInstalled, root } from "./ensure-installed.mjs";

const node = ensureInstalled();
const runner = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(node, [runner, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ...compileCache },
});
process.exit(status ?? 1);
