/** Installs the npm packages when they are missing or older than the lock file; needs nothing but any Node from 20 on. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Node's compile cache halves the start-up time. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node") };

const lowestNode = [24, 2];
const stampFile = join(root, "node_modules", ".gradphoto-lock");

/**
 * Installs what runs and builds the service, or "all": also what tests and checks it. Returns the Node that runs the
 * project: the one that npm has installed, or the machine's own where npm has none for it.
 */
export function ensureInstalled(extent = "service") {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const [installedLock, installedExtent] = readStamp();
  const isCurrent = installedLock === lock;
  if (!isCurrent || (extent === "all" && installedExtent !== "all"))
    install({ lock, extent, isCurrent });
  return projectNode();
}

function install({ lock, extent, isCurrent }) {
  console.error(
    isCurrent
      ? "安装测试和检查所需的包（只这一次，约半分钟）… / Installing what tests and checks need (once; half a minute)…"
      : "安装所需的包（只这一次，约一分钟）… / Installing packages (once; about a minute)…",
  );
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // `npm ci` would remove the packages of a service that runs. NODE_ENV=production would leave out what tests need.
  const command = isCurrent ? ["install", "--no-save"] : ["ci"];
  const tools = extent === "all" ? "--include=dev" : "--omit=dev";
  // Warnings about an older Node do not apply: the project brings its own.
  const args = [...command, tools, "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync(npm, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0)
    fail(
      "The packages could not be installed: check the network and the messages above, then try again.",
    );
  removeUnused();
  writeFileSync(stampFile, `${lock} ${extent}`);
}

/** The libraries of other platforms that onnxruntime-node brings and the headers of Node: 300 MB that are never loaded. */
function removeUnused() {
  const modules = join(root, "node_modules");
  const bin = join(modules, "onnxruntime-node", "bin");
  const own = join(process.platform, process.arch);
  for (const napi of readdirSync(bin)) {
    for (const platform of readdirSync(join(bin, napi))) {
      for (const arch of readdirSync(join(bin, napi, platform)))
        if (join(platform, arch) !== own)
          rmSync(join(bin, napi, platform, arch), { recursive: true });
    }
  }
  for (const name of readdirSync(modules).filter((one) => /^node-(darwin|linux|win)-/.test(one)))
    rmSync(join(modules, name, "include"), { recursive: true, force: true });
}

function projectNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const file = join(root, "node_modules", `node-${system}-${process.arch}`, "bin", name);
  if (existsSync(file)) return file;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > lowestNode[0] || (major === lowestNode[0] && minor >= lowestNode[1]))
    return process.execPath;
  fail(
    `这种机器上请先装好 Node 24 / Install Node 24 first: npm has none for ${process.platform} ${process.arch}.`,
  );
}

function readStamp() {
  try {
    return readFileSync(stampFile, "utf8").split(" ");
  } catch {
    return [];
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
