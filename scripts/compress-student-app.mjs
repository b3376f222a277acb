/** Lays a Brotli and a gzip copy beside each file of the built web page, for the service to send as they are. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { root } from "./ensure-installed.mjs";

/** A smaller file fits in one packet anyhow. */
const leastBytes = 1024;

const folder = join(root, "apps", "student", "dist", "h5");
for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  if (!/\.(js|css|svg|wasm)$/.test(name) || statSync(path).size < leastBytes) continue;
  const bytes = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
