/** `npm run dev`: installs what is missing and starts everything watched and reloaded. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { startDetached } from "./start-detached.mjs";

const node = ensureInstalled();
const engineFolder = join(root, "packages", "engine");
if (!existsSync(join(engineFolder, "build", "web", "files.json")))
  console.error("Making the engine's files for browsers (once; half a minute)…");
const { status } = spawnSync(node, [join(engineFolder, "bin", "build-web.ts")], {
  stdio: ["ignore", 2, 2],
});
if (status !== 0) process.exit(1);
startDetached(node, join(root, "apps", "dev", "src", "run-dev.ts"));
