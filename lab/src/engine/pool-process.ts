/**
 * Child process that speed and soak measure, with only an engine pool. Messages contain the number of photos to run.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { createEnginePool } from "../../../packages/engine/src/node/index.ts";
import type { MeasuredBlock, MeasuredPhoto } from "./measured-pool.ts";
import { cpuMsOfTree } from "./process-tree.ts";

const [folder = ".", workersText] = process.argv.slice(2);
const workers = Number(workersText);
const files = readdirSync(folder).map((file) => join(folder, file));
// A photo waits while a worker is replaced after its 200th.
const pool = await createEnginePool({
  workers,
  timeoutMs: 60_000,
  maxWaiting: workers,
  heic: false,
});

/**
 * Runs `count` photos, one at a time per worker. With `decodeFirst` it first times the plain decoding of each photo.
 */
async function run(count: number, decodeFirst: boolean): Promise<MeasuredBlock> {
  const photos: MeasuredPhoto[] = [];
  let next = 0;
  const takeTurns = async (): Promise<void> => {
    while (next < count) {
      const file = files[next++ % files.length]!;
      const bytes = readFileSync(file);
      const decode = decodeFirst ? await measured(() => sharp(bytes).raw().toBuffer()) : null;
      const { ms, cpuMs, value } = await measured(() => pool.standardize(bytes, spec));
      const { kind, report } = value;
      photos.push({
        file,
        kind,
        ms,
        cpuMs,
        timingsMs: report.timingsMs,
        decodeMs: decode?.ms ?? 0,
        decodeCpuMs: decode?.cpuMs ?? 0,
      });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: workers }, takeTurns));
  return { photos, ms: performance.now() - start };
}

/** Measures wall time, and CPU time of this process and the workers. */
async function measured<Value>(work: () => Promise<Value>) {
  const startCpuMs = cpuMsOfTree(process.pid);
  const start = performance.now();
  const value = await work();
  const ms = performance.now() - start;
  return { value, ms, cpuMs: cpuMsOfTree(process.pid) - startCpuMs };
}

process.on("message", async ({ count, decodeFirst }: { count: number; decodeFirst: boolean }) => {
  process.send?.(await run(count, decodeFirst));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
