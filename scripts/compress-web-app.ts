/** `compress-web-app.ts <folder>`: adds a Brotli and a gzip copy of each file of a built web app, which the service sends. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { writeServedFile } from "../packages/engine/src/node/write-served-file.ts";

/** Smaller files fit into one packet and stay uncompressed. */
const leastBytes = 1024;

/** compress-web.ts compresses the engine's files. */
const compressed = /^(?!engine[/\\]).*\.(js|css|svg|wasm)$/;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Which folder? compress-web-app.ts <folder>");
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  const path = join(folder, name);
  if (!compressed.test(name) || statSync(path).size < leastBytes) continue;
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeServedFile(`${path}.br`, brotliCompressSync(bytes, { params }));
  await writeServedFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
