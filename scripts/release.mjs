/** `npm run release`: installs what is missing, then builds with the project's own Node. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, root } from "./ensure-installed.mjs";

const node = ensureInstalled();
const { status } = spawnSync(node, [join(root, "scripts", "release", "build-release.ts")], {
  stdio: "inherit",
});
process.exit(status ?? 1);
