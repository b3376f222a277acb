/**
 * `npm test`: installs what is missing and runs every unit and integration test but the lab's weekly ones; arguments go
 * to the test runner.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compileCache, ensureInstalled, root } from "./ensure-installed.mjs";

/** Large pictures are allocated again and again: given back to Linux each time, a fifth of the time goes to page faults. */
const memory = {
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(512 * 2 ** 20),
};

const node = ensureInstalled("all");
const runner = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(node, [runner, "run", "--project=!weekly", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ...compileCache, ...memory },
});
process.exit(status ?? 1);
