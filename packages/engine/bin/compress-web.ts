/**
 * `compress-web.ts <folder>`: adds a Brotli copy to each file in build/web, and copies them into the web app's folder.
 * Existing copies stay unchanged. Every browser that runs the engine accepts Brotli over https; others receive the file
 * uncompressed.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { writeServedFile } from "../src/node/write-served-file.ts";
import { liveFiles } from "../src/web/files.ts";

/**
 * Returns the quality of the compression. Weights hardly get any smaller: the last per cent is worth a minute only
 * where somebody waits before the camera.
 */
const qualityOf = (name: string): number =>
  liveFiles.some((file) => name.startsWith(file.slice(0, file.lastIndexOf(".")))) ? 11 : 9;
/** Window of the compression, beyond the default of 4 MiB, which the largest network exceeds. */
const windowBits = 24;

function brotli(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: qualityOf(name),
    [BROTLI_PARAM_LGWIN]: windowBits,
    [BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return promisify(brotliCompress)(bytes, { params });
}

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error("Which folder? compress-web.ts <folder>");
const folder = fileURLToPath(new URL("../build/web/", import.meta.url));
const filesOnDisk = new Set(await readdir(folder));

async function add(name: string): Promise<void> {
  const copy = join(folder, `${name}.br`);
  if (!filesOnDisk.has(`${name}.br`))
    await writeServedFile(copy, await brotli(await readFile(join(folder, name)), name));
  await writeServedFile(join(target ?? "", `${name}.br`), await readFile(copy));
}

await Promise.all([...filesOnDisk].filter((name) => !/\.(br|json|part)$/.test(name)).map(add));
