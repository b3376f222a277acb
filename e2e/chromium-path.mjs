/** Where Chromium is: CHROMIUM_PATH, or Debian's package, installed when this may be done. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const debianPath = "/usr/bin/chromium";

export function chromiumPath() {
  const path = process.env.CHROMIUM_PATH ?? debianPath;
  if (!existsSync(path) && process.getuid?.() === 0) {
    spawnSync("sh", ["-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"], {
      stdio: ["ignore", 2, 2],
    });
  }
  if (!existsSync(path)) throw new Error("Chromium is not here: install Debian's chromium, or set CHROMIUM_PATH.");
  return path;
}
