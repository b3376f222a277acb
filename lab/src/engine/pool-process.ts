/**
 * Child process that speed and soak measure, with only an engine pool. Messages contain the number of photos to run.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import { createEnginePool } from "../../../packages/engine/src/node/index.ts";
import type { MeasuredBlock, MeasuredPhoto } from "./measured-pool.ts";

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

/** Runs `count` photos, one at a time per worker. */
async function run(count: number): Promise<MeasuredBlock> {
  const photos: MeasuredPhoto[] = [];
  let next = 0;
  const takeTurns = async (): Promise<void> => {
    while (next < count) {
      const file = files[next++ % files.length]!;
      const bytes = readFileSync(file);
      const startMs = performance.now();
      const { kind, report } = await pool.standardize(bytes, spec);
      const ms = performance.now() - startMs;
      photos.push({ file, kind, ms, timingsMs: report.timingsMs });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: workers }, takeTurns));
  return { photos, ms: performance.now() - start };
}

process.on("message", async ({ count }: { count: number }) => {
  process.send?.(await run(count));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
