/** What tells of a release: its version, its bill of materials, the licences of what is in it. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../ensure-installed.mjs";

const manifest = z.object({ name: z.string(), version: z.string(), license: z.unknown().optional() });
const lockFile = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional(), license: z.unknown().optional() })),
});

const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const manifestOf = (place: string) => manifest.parse(json(join(place, "package.json")));

/** Null outside a checkout. */
function commitOf(): string | null {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return null;
  }
}

export interface Version {
  readonly version: string;
  readonly commit: string | null;
  readonly builtAt: string;
  readonly engine: string;
}

export function readVersion(): Version {
  const engine = readFileSync(join(root, "packages/engine/src/engine-version.ts"), "utf8").match(/"([^"]+)"/)?.[1];
  if (!engine) throw new Error("packages/engine/src/engine-version.ts names no version");
  const builtAt = new Date().toISOString();
  return { version: manifestOf("apps/server").version, commit: commitOf(), builtAt, engine };
}

/**
 * CycloneDX of Node and every library that is bundled or copied into the release, and of nothing else: `npm sbom` would list
 * what builds it.
 */
export function writeBillOfMaterials(
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
        hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.split("-")[1] ?? "", "base64").toString("hex") }],
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

export function writeLicences(release: string, places: readonly string[]): void {
  const texts = places.map((place) => {
    const { name, version, license = "see its files" } = manifestOf(place);
    const bodies = readdirSync(join(root, place), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
      .map((entry) => readFileSync(join(root, place, entry.name), "utf8").trim());
    const terms = typeof license === "string" ? license : JSON.stringify(license);
    return [`${name} ${version}: ${terms}`, ...bodies].join("\n\n");
  });
  writeFileSync(join(release, "THIRD-PARTY-LICENCES.txt"), `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
}
