/** Holds the built student app to its sizes: the web page's first load gzipped, and WeChat's packages. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./ensure-installed.mjs";

const dist = join(root, "apps", "student", "dist");
const kib = 1024;
/** What the first page loads over a slow line; WeChat refuses a package of 2 MB and advises 1.5. */
const limits = { h5FirstPage: 300 * kib, weappMain: 1.5 * kib * kib };

const sizes = { h5FirstPage: h5FirstPageBytes(), weappMain: folderBytes(join(dist, "weapp")) };
let failed = 0;
for (const [name, limit] of Object.entries(limits)) {
  const bytes = sizes[name];
  if (bytes > limit) failed++;
  process.stdout.write(
    `${name}: ${Math.round(bytes / kib)} KiB of ${limit / kib} KiB${bytes > limit ? " — TOO LARGE" : ""}\n`,
  );
}
process.exit(failed === 0 ? 0 : 1);

/** Everything the page names itself, and the chunk of the start page, which is found by its button's label. */
function h5FirstPageBytes() {
  const folder = join(dist, "h5");
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="[^"]*?((?:js|css)\/[^"]+)"/g)].map(([, path]) => path);
  const chunks = readdirSync(join(folder, "js")).filter((name) => name.endsWith(".js"));
  const start = chunks.filter((name) => readFileSync(join(folder, "js", name), "utf8").includes("简单四步"));
  const files = new Set([...named, ...start.map((name) => `js/${name}`), ...sharedChunks(folder)]);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

/** What several pages share is loaded with the first of them. */
function sharedChunks(folder) {
  return ["js", "css"].flatMap((kind) =>
    readdirSync(join(folder, kind))
      .filter((name) => /^shared\..*\.(js|css)$/.test(name))
      .map((name) => `${kind}/${name}`),
  );
}

function folderBytes(folder) {
  return readdirSync(folder).reduce((sum, name) => {
    const path = join(folder, name);
    const about = statSync(path);
    return sum + (about.isDirectory() ? folderBytes(path) : about.size);
  }, 0);
}
