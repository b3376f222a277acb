/** Everything a production machine needs, in one folder and one archive under out/release. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { programs } from "../../apps/server/src/programs/programs.ts";
import { root } from "../ensure-installed.mjs";
import { ensureWebApps } from "../ensure-web-apps.mjs";
import { bundlePrograms } from "./bundle.ts";
import { copyNode, writeLauncher } from "./launcher.ts";
import { copyPackages, copyWeights, engineLibraries, packagesOf } from "./packages.ts";
import { readVersion, writeBillOfMaterials, writeLicences } from "./papers.ts";
import { isLeftOut, storedFiles } from "./places.ts";

/** Written by the builds of what browsers load: the files of packages that went in. */
const libraryLists = ["apps/console/build", "apps/student/build"];
const startedAt = performance.now();
ensureWebApps();
if (process.env.GRADPHOTO_API_URL) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["run", "build:weapp", "--workspace", "@gradphoto/student"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
}
const version = readVersion();
const release = join(root, "out", "release", `gradphoto-${version.version}`);
rmSync(release, { recursive: true, force: true });
mkdirSync(release, { recursive: true });

const weights = z
  .array(z.object({ package: z.string(), path: z.string() }))
  .parse(
    JSON.parse(execFileSync(process.execPath, [join(root, "packages/engine/bin/make-ready.ts")], { encoding: "utf8" })),
  );
for (const path of storedFiles) {
  const from = join(root, path);
  if (!existsSync(from) && path.endsWith("weapp"))
    process.stderr.write("no mini-program in it: GRADPHOTO_API_URL names the service it asks\n");
  else cpSync(from, join(release, path), { recursive: true, filter: (one) => !isLeftOut(one) });
}
const bundledFiles = await bundlePrograms(Object.keys(programs), release);
const browserFiles = libraryLists.flatMap((folder) =>
  z.array(z.string()).parse(JSON.parse(readFileSync(join(root, folder, "libraries.json"), "utf8"))),
);
const libraries = [
  ...new Set([
    ...packagesOf([...bundledFiles, ...browserFiles]),
    ...engineLibraries(),
    ...copyPackages(release),
    ...copyWeights(release, weights),
  ]),
].sort();
writeLauncher(release, programs);
copyNode(release);
writeFileSync(join(release, "version.json"), `${JSON.stringify(version)}\n`);
writeFileSync(join(release, "package.json"), `${JSON.stringify({ type: "module", private: true })}\n`);
const components = writeBillOfMaterials(release, libraries, version);
writeLicences(release, libraries);
const archive = `${release}.tar.gz`;
execFileSync("tar", [
  "--owner=0",
  "--group=0",
  "-czf",
  archive,
  "-C",
  join(release, ".."),
  `gradphoto-${version.version}`,
]);
const mb = (bytes: number): number => Math.round(bytes / 1e6);
const folderBytes = readdirSync(release, { recursive: true, encoding: "utf8" }).reduce(
  (sum, path) => sum + statSync(join(release, path)).size,
  0,
);
process.stdout.write(
  `${JSON.stringify({ release, archive, ...version, folderMb: mb(folderBytes), archiveMb: mb(statSync(archive).size), components, seconds: Math.round((performance.now() - startedAt) / 1000) })}\n`,
);
