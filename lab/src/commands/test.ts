/** Runs the tests that `npm test` skips; passes its arguments to the test runner. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const runner = fileURLToPath(new URL("../../../node_modules/vitest/vitest.mjs", import.meta.url));
const args = [runner, "run", "--project=weekly", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
