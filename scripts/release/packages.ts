/** The packages of a release: those that could not be bundled, with what they depend on, as package-lock.json names them. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { root } from "../ensure-installed.mjs";
import { browserEngine, shippedPackages, unusedPackages } from "./places.ts";

const names = z.record(z.string(), z.string()).optional();
const entry = z.object({
  link: z.boolean().optional(),
  resolved: z.string().optional(),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
});
const lock = z
  .object({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))).packages;

/** Path under which Node resolves the package; null for an optional package of another platform. */
function placeOf(name: string, from: string): string | null {
  for (
    let folder = from;
    ;
    folder = folder.replace(/(^|\/)(node_modules\/)?(@[^/]+\/)?[^/]+$/, "")
  ) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[place] !== undefined && existsSync(join(root, place))) return place;
    if (folder === "") return null;
  }
}

/** Paths of all dependencies of the package at `from`, without itself. */
function neededBy(from: string, matches = new Set<string>()): ReadonlySet<string> {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = lock[from] ?? {};
  for (const name of Object.keys({
    ...dependencies,
    ...optionalDependencies,
    ...peerDependencies,
  })) {
    const place = placeOf(name, from);
    if (place === null) {
      if (name in dependencies)
        throw new Error(`${from} needs ${name}, which is not installed: npm ci`);
      continue;
    }
    const real = lock[place]?.link ? (lock[place].resolved ?? place) : place;
    if (matches.has(real) || unusedPackages.includes(name)) continue;
    matches.add(real);
    neededBy(real, matches);
  }
  return matches;
}

/** Packages that the files belong to, as places of package-lock.json. `files`: paths of the checkout. */
export const packagesOf = (files: readonly string[]): readonly string[] =>
  files.flatMap((file) => {
    const places = [
      /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/,
      /^(?:.*?\/)?node_modules\/(?:@[^/]+\/)?[^/]+/,
    ];
    // Packages nested inside a package belong to it.
    return (
      places
        .flatMap((place) => place.exec(file)?.[0] ?? [])
        .find((place) => lock[place] !== undefined) ?? []
    );
  });

export const engineLibraries = (): readonly string[] =>
  browserEngine.flatMap((name) => {
    const place = placeOf(name, "packages/engine");
    if (place === null) throw new Error(`${name} is not installed: npm ci`);
    return [place, ...neededBy(place)];
  });

/** Returns the paths of the packages. */
export function copyPackages(release: string): readonly string[] {
  const done = new Set<string>();
  for (const { name, only = /./, withoutDependencies = false } of shippedPackages) {
    const place = ["apps/server", "packages/engine"]
      .map((from) => placeOf(name, from))
      .find((one) => one !== null);
    if (!place) throw new Error(`${name} is not installed: npm ci`);
    copyFiles(place, release, only);
    done.add(place);
    for (const other of withoutDependencies ? [] : neededBy(place)) {
      if (!done.has(other)) copyFiles(other, release, /./);
      done.add(other);
    }
  }
  return [...done];
}

/** Files of weights: a package's manifest, which says its version, and one file of it. Returns the places of the packages. */
export function copyWeights(
  release: string,
  files: readonly { readonly package: string; readonly path: string }[],
): readonly string[] {
  return files.map(({ package: name, path }) => {
    const place = join("node_modules", name);
    copyOne(join(place, "package.json"), release);
    copyOne(join(place, path), release);
    return place;
  });
}

const papers = /^(package\.json|licen[cs]e|notice|copying)/i;
const useless = /\.(map|md|ts|mts|cts)$|^(README|CHANGELOG)/i;

function copyFiles(place: string, release: string, only: RegExp): void {
  for (const path of readdirSync(join(root, place), { recursive: true, encoding: "utf8" })) {
    const posix = path.replaceAll("\\", "/");
    const isWanted = papers.test(posix) || (only.test(posix) && !useless.test(posix));
    if (isWanted && !/(^|\/)node_modules\//.test(posix) && isFile(join(root, place, path)))
      copyOne(join(place, path), release);
  }
}

const isFile = (path: string): boolean => {
  try {
    readdirSync(path);
    return false;
  } catch {
    return true;
  }
};

function copyOne(path: string, release: string): void {
  const to = join(release, path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(root, path), to);
}
