/** Starts a pool in a process of its own, as the server is started, and reads its memory. */
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryEnvironment } from "../src/node/memory-environment.ts";
import { memoryOfTree } from "./process-tree.mjs";

/** Of the photos that make-photos.mjs makes. */
export const photoMegapixels = 12.2;
const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Calls `use` with a temporary folder of 12-megapixel photos, made by a process that is gone by then. */
export async function withPhotos(use) {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-bench-"));
  try {
    execFileSync(process.execPath, [script("./make-photos.mjs"), folder], { stdio: ["ignore", "inherit", "inherit"] });
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Starts the pool, hands `use` a way to run photos, and ends it. */
export async function withPool(folder, workers, use) {
  const child = fork(script("./pool-process.mjs"), [folder, String(workers)], {
    env: { ...process.env, ...memoryEnvironment },
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The measured process ended with code ${code}.`);
  });
  const answer = async () => (await Promise.race([once(child, "message"), ended]))[0];
  try {
    await answer();
    return await use({
      run(count, { decodeFirst = false } = {}) {
        child.send({ count, decodeFirst });
        return answer();
      },
      memory: () => memoryOfTree(child.pid),
    });
  } finally {
    ended.catch(() => {});
    child.disconnect();
  }
}
