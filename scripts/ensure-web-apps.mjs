/** Builds the student web app and the console if they are missing or older than their sources. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure-installed.mjs";

const domain = "packages/domain/src";
/** Sources of the browser engine. */
const engine = [
  ...[
    "packages/engine/src",
    "packages/engine/bin",
    "packages/matting/src",
    "packages/matting/kernel.wasm",
  ],
  ...["packages/networks/src", "package-lock.json"],
];

/** `made`: the last file of the build; `script`: the workspace's npm script. */
const webApps = [
  {
    called: ["学生端（只这一次，约半分钟）", "the student app (once; half a minute)"],
    folder: "apps/student",
    script: "build:h5",
    made: "dist/h5/manifest.webmanifest",
    sources: ["src", "config", "package.json"],
    packages: [domain, ...engine],
  },
  {
    called: ["工作台（只这一次，几秒钟）", "the console (once; a few seconds)"],
    folder: "apps/console",
    script: "build",
    made: "dist/index.html",
    sources: ["src", "index.html", "vite.config.ts", "package.json"],
    packages: [domain, "package-lock.json"],
  },
];

/** Builds both at once: each build leaves a core to the other. */
export async function ensureWebApps() {
  await Promise.all(webApps.map(ensureBuilt));
}

async function ensureBuilt({ called, folder, script, made, sources, packages }) {
  const built = join(root, folder, made);
  const from = [
    ...sources.map((path) => join(root, folder, path)),
    ...packages.map((path) => join(root, path)),
  ];
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...from.map(latestChangeMs))) return;
  console.error(`编译${called[0]}… / Building ${called[1]}…`);
  // The build tool exits with 0 even if it rejects its configuration.
  rmSync(built, { force: true });
  const { status, output } = await runScript(folder, script);
  if (status !== 0 || !existsSync(built)) fail(output);
}

/** Adds the compressed copies that a release serves. The demo on the same machine does without them. */
export async function compressStudentApp() {
  const { status, output } = await runScript("apps/student", "compress:h5");
  if (status !== 0) fail(output);
}

function fail(output) {
  console.error(output);
  console.error("It could not be built: mend what the messages above name, then start again.");
  process.exit(1);
}

/** Runs an npm script. Returns its exit code and the end of its output. */
async function runScript(folder, script) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(npm, ["run", "--silent", script], {
    cwd: join(root, folder),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-8000);
    });
  const [status] = await once(child, "close");
  return { status, output };
}

/** Latest change of a file, or of a folder without its tests and their helpers. */
function latestChangeMs(path) {
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  const inside = readdirSync(path).filter((name) => !/\.test\.ts$|^testing$/.test(name));
  return Math.max(0, ...inside.map((name) => latestChangeMs(join(path, name))));
}
