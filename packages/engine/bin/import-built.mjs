/**
 * Imports a TypeScript source and all it needs as one JavaScript file, which spares every process and thread the loader:
 * half a second and 60 MB. The file is made anew whenever a source differs from what it was made of.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** `folder` keeps what is built; where it cannot be written the source is loaded as it is. */
export async function importBuilt(source, folder) {
  const built = await builtFile(fileURLToPath(source), fileURLToPath(folder));
  if (built) return import(pathToFileURL(built).href);
  await import("./load-typescript.mjs");
  return import(source.href);
}

/** For processes that may not write: they find it built. */
export async function makeBuilt(source, folder) {
  await builtFile(fileURLToPath(source), fileURLToPath(folder));
}

let lastTurn = Promise.resolve(null);

/** One after the other: the builder is stopped after each, and a second asker finds what the first one made. */
function builtFile(source, folder) {
  const turn = lastTurn.then(() => findOrBuild(source, folder));
  lastTurn = turn.catch(() => null);
  return turn;
}

/** null where the folder cannot be written. */
async function findOrBuild(source, folder) {
  const name = relative(dirname(folder), source)
    .replace(/[^a-z0-9]+/gi, "-")
    .replace(/-ts$/, "");
  const record = join(folder, `${name}.json`);
  const known = await readRecord(record, folder);
  if (known) return known;
  const { text, inputs } = await bundle(source, folder);
  const sha256 = sha256Of(text);
  const file = join(folder, fileName(name, sha256));
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(file, text);
    await writeWhole(record, JSON.stringify({ name, sha256, inputs }));
    for (const other of await readdir(folder)) {
      if (isBuiltOf(name, other) && join(folder, other) !== file) await rm(join(folder, other), { force: true });
    }
  } catch {
    return null;
  }
  return file;
}

const isBuiltOf = (name, file) =>
  file.startsWith(`${name}-`) && /^[0-9a-f]{16}\.mjs$/.test(file.slice(name.length + 1));
const fileName = (name, sha256) => `${name}-${sha256.slice(0, 16)}.mjs`;

/** The file that the record tells of, when it is whole and every source still is what it was made of. */
async function readRecord(record, folder) {
  try {
    const { name, sha256, inputs } = JSON.parse(await readFile(record, "utf8"));
    const file = join(folder, fileName(name, sha256));
    const expected = [[file, sha256], ...Object.entries(inputs).map(([path, hash]) => [join(folder, path), hash])];
    const found = await Promise.all(expected.map(async ([path, hash]) => sha256Of(await readFile(path)) === hash));
    return found.every(Boolean) ? file : null;
  } catch {
    return null;
  }
}

/** `inputs`: sha256 of every file that went in, by its path from the folder. */
async function bundle(source, folder) {
  const inputs = {};
  const esbuild = await import("esbuild");
  const keepPlaces = {
    name: "keep-places",
    setup(build) {
      build.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => {
        const text = await readFile(path, "utf8");
        const place = relative(folder, path).replaceAll("\\", "/");
        inputs[place] = sha256Of(text);
        // What a source finds beside itself it still finds, wherever the checkout lies.
        const contents = text.replaceAll(ownUrl, `new URL(${JSON.stringify(place)}, import.meta.url).href`);
        return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
      });
      // Packages stay in node_modules, our own workspaces go in.
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" || path.startsWith("@gradphoto/") ? null : { external: true },
      );
    },
  };
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [source],
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20.19",
      plugins: [keepPlaces],
    });
    const self = fileURLToPath(import.meta.url);
    inputs[relative(folder, self)] = sha256Of(await readFile(self));
    return { text: outputFiles[0].text, inputs };
  } finally {
    await esbuild.stop();
  }
}

/** Not written as it is meant: this file may be built itself. */
const ownUrl = ["import", "meta", "url"].join(".");

/** Whoever reads the file sees all of it; of several who write at once each puts the same there. */
async function writeWhole(path, text) {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

const sha256Of = (bytes) => createHash("sha256").update(bytes).digest("hex");
