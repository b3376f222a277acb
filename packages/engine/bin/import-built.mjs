/**
 * Imports a TypeScript source and all it needs as JavaScript, which spares every process and thread the loader: half a
 * second to two and 60 MB. One file, and one more for each part that is loaded when it is needed; they are made anew
 * whenever a source differs from what they were made of.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
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
  const { texts, inputs } = await bundle(source, folder);
  const place = `${name}-${sha256Of(JSON.stringify(texts)).slice(0, 16)}`;
  const outputs = Object.entries(texts).map(([file, text]) => [join(place, file), text]);
  try {
    await mkdir(join(folder, place), { recursive: true });
    for (const [file, text] of outputs) await writeWhole(join(folder, file), text);
    const hashes = Object.fromEntries(outputs.map(([file, text]) => [file, sha256Of(text)]));
    await writeWhole(record, JSON.stringify({ place, files: { ...hashes, ...inputs } }));
    for (const other of await readdir(folder)) {
      if (isPlaceOf(name, other) && other !== place) await rm(join(folder, other), { recursive: true, force: true });
    }
  } catch {
    return null;
  }
  return join(folder, place, entryFile);
}

const entryFile = "main.mjs";
const isPlaceOf = (name, place) => place.startsWith(`${name}-`) && /^[0-9a-f]{16}$/.test(place.slice(name.length + 1));

/** The entry that the record tells of, when all is whole and every source still is what it was made of. */
async function readRecord(record, folder) {
  try {
    const { place, files } = JSON.parse(await readFile(record, "utf8"));
    const isWhole = async ([path, hash]) => sha256Of(await readFile(join(folder, path))) === hash;
    const found = await Promise.all(Object.entries(files).map(isWhole));
    return found.every(Boolean) ? join(folder, place, entryFile) : null;
  } catch {
    return null;
  }
}

/** `texts`: what came out, by its name; `inputs`: sha256 of every file that went in, by its path from the folder. */
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
        const fromBuilt = JSON.stringify(`../${place}`);
        const contents = text.replaceAll(ownUrl, `new URL(${fromBuilt}, ${ownUrl}).href`);
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
      entryPoints: [{ in: source, out: "main" }],
      outdir: join(folder, "place"),
      outExtension: { ".js": ".mjs" },
      bundle: true,
      // What is loaded when it is needed, and the packages it needs, stay a part of their own.
      splitting: true,
      write: false,
      // A fault is told by its place in the sources.
      sourcemap: "linked",
      sourcesContent: false,
      format: "esm",
      platform: "node",
      target: "node20.19",
      plugins: [keepPlaces],
    });
    const self = fileURLToPath(import.meta.url);
    inputs[relative(folder, self)] = sha256Of(await readFile(self));
    return { texts: Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text])), inputs };
  } finally {
    await esbuild.stop();
  }
}

/** Not written as it is meant: this file is built itself into the programs that build for others. */
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
