/** Everything a production machine needs, in one folder and one archive under out/release. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { programs } from "../../apps/server/src/programs/programs.ts";
import { serviceEnvironment } from "../../packages/engine/src/node/memory-environment.ts";
import { root } from "../ensure-installed.mjs";
import { compressStudentApp, ensureWebApps } from "../ensure-web-apps.mjs";
import { bundled, bundlePrograms } from "./bundle.ts";
import { copyPackages, copyWeights, engineLibraries, packagesOf } from "./packages.ts";
import { isLeftOut, storedFiles } from "./places.ts";
import { releaseNotesOf } from "./release-notes.ts";

/** Papers of a release: its version, its bill of materials, the licences of its contents. */
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.unknown().optional(),
});
const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ integrity: z.string().optional(), license: z.unknown().optional() }),
  ),
});

const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const manifestOf = (place: string) => manifest.parse(json(join(place, "package.json")));

/** Commit of the checkout; null outside one. */
function commitOf(): string | null {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  } catch {
    return null;
  }
}

interface Version {
  readonly version: string;
  readonly commit: string | null;
  readonly builtAt: string;
  readonly engine: string;
}

function readVersion(): Version {
  const engine = readFileSync(join(root, "packages/engine/src/engine-version.ts"), "utf8").match(
    /"([^"]+)"/,
  )?.[1];
  if (!engine) throw new Error("packages/engine/src/engine-version.ts names no version");
  const builtAt = new Date().toISOString();
  return { version: manifestOf("apps/server").version, commit: commitOf(), builtAt, engine };
}

/**
 * CycloneDX of Node and every library that is bundled or copied into the release, and of nothing else: `npm sbom` would list
 * what builds it.
 */
function writeBillOfMaterials(
  release: string,
  places: readonly string[],
  { version, builtAt }: Pick<Version, "version" | "builtAt">,
): number {
  const lock = lockFile.parse(json("package-lock.json")).packages;
  const components: object[] = places.map((place) => {
    const { name, version: ofIt } = manifestOf(place);
    const purl = `pkg:npm/${name.replace("@", "%40")}@${ofIt}`;
    const { integrity, license } = lock[place] ?? {};
    return {
      type: "library",
      "bom-ref": `${purl}#${place}`,
      name,
      version: ofIt,
      purl,
      ...(integrity && {
        hashes: [
          {
            alg: "SHA-512",
            content: Buffer.from(integrity.split("-")[1] ?? "", "base64").toString("hex"),
          },
        ],
      }),
      ...(typeof license === "string" && { licenses: [{ expression: license }] }),
    };
  });
  components.push({
    type: "application",
    "bom-ref": "node",
    name: "node",
    version: process.versions.node,
    cpe: `cpe:2.3:a:nodejs:node.js:${process.versions.node}:*:*:*:-:*:*:*`,
  });
  const component = { type: "application", "bom-ref": "gradphoto", name: "gradphoto", version };
  const bill = {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { timestamp: builtAt, component },
    components,
  };
  writeFileSync(join(release, "sbom.cdx.json"), `${JSON.stringify(bill, null, 1)}\n`);
  return components.length;
}

function writeLicences(release: string, places: readonly string[]): void {
  const texts = places.map((place) => {
    const { name, version, license = "see its files" } = manifestOf(place);
    const bodies = readdirSync(join(root, place), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
      .map((entry) => readFileSync(join(root, place, entry.name), "utf8").trim());
    const terms = typeof license === "string" ? license : JSON.stringify(license);
    return [`${name} ${version}: ${terms}`, ...bodies].join("\n\n");
  });
  writeFileSync(
    join(release, "THIRD-PARTY-LICENCES.txt"),
    `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`,
  );
}

/** `bin/gradphoto <program>`: a release's programs on its own Node, in the environment in which they hold the least memory. */
function writeLauncher(release: string, programs: Readonly<Record<string, string>>): void {
  const usage = Object.entries(programs).map(([name, words]) => `  ${name.padEnd(16)} ${words}`);
  const memory = Object.entries(serviceEnvironment).map(
    ([name, value]) => `export ${name}="\${${name}:-${value}}"`,
  );
  const text = `#!/bin/sh
# Starts one of the programs of this release on the Node it brings. Settings of the environment win over these.
release=$(dirname "$(dirname "$(readlink -f "$0")")")
program=\${1:-}
case "$program" in
  ${Object.keys(programs).join("|")}) shift ;;
  --version) cat "$release/version.json"; exit 0 ;;
  *)
    cat >&2 <<'WORDS'
用法 / usage: gradphoto <program>
${usage.join("\n")}
WORDS
    exit 64 ;;
esac
${memory.join("\n")}
# Compiled code is kept only in a folder that systemd gives, and read by those alone that write it: migrate holds the owner's password.
case "$program" in api | worker) cache=\${STATE_DIRECTORY:-} ;; *) cache="" ;; esac
if [ -n "$cache" ]; then export NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-$cache/compile-cache}"; fi
exec "$release/node/bin/node" "$release/${bundled}/$program.mjs" "$@"
`;
  const folder = join(release, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gradphoto"), text);
  chmodSync(join(folder, "gradphoto"), 0o755);
}

/** The release ships the Node that builds it. */
function copyNode(release: string): void {
  const folder = join(release, "node", "bin");
  mkdirSync(folder, { recursive: true });
  copyFileSync(process.execPath, join(folder, "node"));
}

/** Folders in which the browser builds write libraries.json, the list of package files that they contain. */
const libraryLists = ["apps/console/build", "apps/student/build"];
const startedAt = performance.now();
const version = readVersion();
const notes = releaseNotesOf(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version.version);
await ensureWebApps();
await compressStudentApp();
if (process.env.GRADPHOTO_API_URL) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["run", "build:weapp", "--workspace", "@gradphoto/student"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
}
const release = join(root, "out", "release", `gradphoto-${version.version}`);
rmSync(release, { recursive: true, force: true });
mkdirSync(release, { recursive: true });

const weights = z.array(z.object({ package: z.string(), path: z.string() })).parse(
  JSON.parse(
    execFileSync(process.execPath, [join(root, "packages/engine/bin/make-ready.ts")], {
      encoding: "utf8",
    }),
  ),
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
writeFileSync(join(release, "RELEASE_NOTES.md"), notes);
writeFileSync(join(release, "version.json"), `${JSON.stringify(version)}\n`);
writeFileSync(
  join(release, "package.json"),
  `${JSON.stringify({ type: "module", private: true })}\n`,
);
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
