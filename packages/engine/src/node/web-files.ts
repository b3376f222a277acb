/** Files that the engine in a browser fetches: its worker as one script, the runtime, the weights. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { kernelFile } from "@gradphoto/matting/node";
import { weightFiles } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { build } from "esbuild";

const { resolve } = createRequire(import.meta.url);
const runtimeFolder = join(resolve("@litertjs/core"), "../../wasm");
const runtimeFiles = [
  "litert_wasm_threaded_internal",
  "litert_wasm_internal",
  "litert_wasm_compat_internal",
].flatMap((name) => [`${name}.js`, `${name}.wasm`]);

/** Returns the files by name, with the worker's as `worker.js`. */
export async function webFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  files.set("worker.js", await bundled(new URL("../web/worker.ts", import.meta.url)));
  for (const file of runtimeFiles) files.set(file, await readFile(join(runtimeFolder, file)));
  for (const { id } of weightFiles) files.set(`${id}.tflite`, readWeights(id));
  files.set("matting.wasm", await kernelFile());
  files.set("mozjpeg.wasm", await readFile(resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm")));
  return files;
}

/** Bundles a classic script. `globalName` is the variable with its exports. */
export async function bundled(entry: URL, globalName?: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    target: ["chrome91", "safari16.4"],
    // The encoder's own loader builds a URL from it, which is never fetched, because the loader receives its module
    // instead.
    define: { "import.meta.url": "self.location.href" },
    ...(globalName ? { globalName } : {}),
  });
  const [script] = outputFiles;
  if (!script) throw new Error("esbuild returned no script");
  return script.contents;
}
