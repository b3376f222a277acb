/** Installs the npm packages when they are missing or older than the lock file; needs nothing but Node itself. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const lowestNode = [20, 19];
const stampFile = join(root, "node_modules", ".gradphoto-lock");

export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < lowestNode[0] || (major === lowestNode[0] && minor < lowestNode[1])) {
    fail(`Node ${process.versions.node} is too old: install Node ${lowestNode.join(".")} or newer and try again.`);
  }
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (readStamp() === lock) return;
  console.error("安装所需的包（只这一次，一两分钟）… / Installing packages (once; a minute or two)…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0)
    fail("The packages could not be installed: check the network and the messages above, then try again.");
  writeFileSync(stampFile, lock);
}

function readStamp() {
  try {
    return readFileSync(stampFile, "utf8");
  } catch {
    return null;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
