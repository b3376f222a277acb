/** `npm run -s photo -- <command>`: installs what is missing and runs the command `gradphoto` of this folder. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compileCache, ensureInstalled, root } from "./ensure-installed.mjs";

const node = ensureInstalled();
const { status } = spawnSync(
  node,
  [join(root, "apps", "cli", "src", "main.ts"), ...process.argv.slice(2)],
  {
    // npm runs scripts in its own folder; file names are relative to the folder of the caller.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: "inherit",
    env: { ...process.env, ...compileCache },
  },
);
process.exit(status ?? 1);
