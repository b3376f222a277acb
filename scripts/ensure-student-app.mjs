/** Builds the student app's web page when it is not there or older than what it is made of. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure-installed.mjs";

const app = join(root, "apps", "student");
const built = join(app, "dist", "h5", "index.html");
const sources = [join(app, "src"), join(app, "config"), join(app, "package.json"), join(root, "packages/contract/src")];

export function ensureStudentApp() {
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(latestChangeMs))) return;
  console.error("Building the student app (once; about a minute)…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, stdout, stderr } = spawnSync(
    npm,
    ["run", "--silent", "build:h5", "--workspace", "@gradphoto/student"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status === 0 && existsSync(built)) return;
  console.error(`${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  console.error("The student app could not be built: mend what the messages above name, then start again.");
  process.exit(1);
}

/** Of a file, or of everything in a folder but its tests. */
function latestChangeMs(path) {
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  const inside = readdirSync(path).filter((name) => !/\.test\.ts$/.test(name));
  return Math.max(0, ...inside.map((name) => latestChangeMs(join(path, name))));
}
