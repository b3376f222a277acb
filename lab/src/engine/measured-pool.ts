/** Starts an engine pool in a separate process, as the server does, and reads its memory. */
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serviceEnvironment } from "../../../packages/engine/src/node/memory-environment.ts";
import { pssMbOfTree } from "./process-tree.ts";

/** Size of the photos from make-photos.ts. */
export const photoMegapixels = 12.2;

export interface MeasuredPhoto {
  readonly file: string;
  readonly kind: string;
  readonly ms: number;
  readonly timingsMs: Readonly<Record<string, number>>;
}

export interface MeasuredBlock {
  readonly photos: readonly MeasuredPhoto[];
  readonly ms: number;
}

export interface MeasuredPool {
  run(count: number): Promise<MeasuredBlock>;
  pssMb(): number;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Calls `use` with a folder of 12-megapixel photos, whose parent is temporary too. The process that made them has ended
 * by then.
 */
export async function withPhotos<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  const temporary = mkdtempSync(join(tmpdir(), "gradphoto-lab-"));
  const folder = join(temporary, "photos");
  try {
    mkdirSync(folder);
    execFileSync(process.execPath, [script("./make-photos.ts"), folder], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    return await use(folder);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Starts the pool, passes it to `use`, and stops it. */
export async function withPool<Value>(
  folder: string,
  workers: number,
  use: (pool: MeasuredPool) => Promise<Value>,
): Promise<Value> {
  const child = fork(script("./pool-process.ts"), [folder, String(workers)], {
    env: { ...process.env, ...serviceEnvironment },
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The measured process ended with code ${code}.`);
  });
  const answer = async () => (await Promise.race([once(child, "message"), ended]))[0];
  try {
    await answer();
    return await use({
      run(count) {
        child.send({ count });
        return answer();
      },
      pssMb: () => pssMbOfTree(child.pid ?? 0),
    });
  } finally {
    ended.catch(() => {});
    child.disconnect();
  }
}
