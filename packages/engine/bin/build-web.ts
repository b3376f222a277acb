/**
 * Writes the files that the engine fetches in a browser into build/web. Each is named by a hash of its content;
 * files.json lists the names. Existing files stay unchanged.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { webFiles } from "../src/node/web-files.ts";
import { writeServedFile } from "../src/node/write-served-file.ts";

/** Suffix of the copy that compress-web.ts adds. */
const compressed = ".br";

const folder = fileURLToPath(new URL("../build/web/", import.meta.url));
await mkdir(folder, { recursive: true });
const filesOnDisk = new Set(await readdir(folder));
const made: Record<string, { readonly file: string; readonly bytes: number }> = {};

async function add([name, bytes]: readonly [string, Uint8Array]): Promise<void> {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const extension = extname(name);
  const file = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  made[name] = { file, bytes: bytes.length };
  if (!filesOnDisk.has(file)) await writeServedFile(join(folder, file), bytes);
}

await Promise.all([...(await webFiles())].map(add));
await writeServedFile(join(folder, "files.json"), JSON.stringify(made));
const current = Object.values(made).flatMap(({ file }) => [file, file + compressed]);
for (const file of filesOnDisk)
  if (!current.includes(file) && file !== "files.json") await rm(join(folder, file));
process.exit(0);
