/** Starts an engine pool in a separate process, as the server does, and reads its memory. */
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
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
  readonly cpuMs: number;
  readonly timingsMs: Readonly<Record<string, number>>;
  /** Time of decoding only, or 0 if it was not requested. */
  readonly decodeMs: number;
  readonly decodeCpuMs: number;
}

export interface MeasuredBlock {
  readonly photos: readonly MeasuredPhoto[];
  readonly ms: number;
}

export interface MeasuredPool {
  run(count: number, options?: { readonly decodeFirst: boolean }): Promise<MeasuredBlock>;
  pssMb(): number;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Calls `use` with a temporary folder of 12-megapixel photos. The process that made them has ended by then. */
export async function withPhotos<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-lab-"));
  try {
    execFileSync(process.execPath, [script("./make-photos.ts"), folder], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
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
      run(count, { decodeFirst } = { decodeFirst: false }) {
        child.send({ count, decodeFirst });
        return answer();
      },
      pssMb: () => pssMbOfTree(child.pid ?? 0),
    });
  } finally {
    ended.catch(() => {});
    child.disconnect();
  }
}
