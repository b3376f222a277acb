/** Checks the size limits of the built student app: the gzipped first load of the web page, and WeChat's packages. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./ensure-installed.mjs";

const dist = join(root, "apps", "student", "dist");
const kib = 1024;
/** What the first page loads over a slow line; of WeChat's packages, which refuses one of 2 MB, somewhat more than they are. */
const limits = { h5FirstPage: 125 * kib, weappMain: 450 * kib, weappLater: 300 * kib };

const weappLater = folderBytes(join(dist, "weapp", "pages"));
const weappMain = folderBytes(join(dist, "weapp")) - weappLater;
const sizes = { h5FirstPage: h5FirstPageBytes(), weappMain, weappLater };
let failed = 0;
for (const name of ["h5FirstPage", "weappMain", "weappLater"] as const) {
  const [bytes, limit] = [sizes[name], limits[name]];
  if (bytes > limit) failed++;
  process.stdout.write(
    `${name}: ${Math.round(bytes / kib)} KiB of ${limit / kib} KiB${bytes > limit ? " — TOO LARGE" : ""}\n`,
  );
}
process.exit(failed === 0 ? 0 : 1);

/** Files of the first load: scripts and styles named by the page, and the start page's chunk. */
function h5FirstPageBytes(): number {
  const folder = join(dist, "h5");
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="[^"]*?((?:js|css)\/[^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
  const start = named.some((path) => readFileSync(join(folder, path), "utf8").includes("简单四步"));
  if (!start) throw new Error("The page does not name the chunk of the start page");
  return named.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    const path = join(folder, name);
    const about = statSync(path);
    return sum + (about.isDirectory() ? folderBytes(path) : about.size);
  }, 0);
}
