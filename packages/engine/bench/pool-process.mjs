/** The process that bench and soak measure: an engine pool and nothing else, told by messages what to do. */
import "../bin/load-typescript.mjs";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const { defaultPhotoSpecId, findPhotoSpec } = await import("@gradphoto/contract");
const { createEnginePool } = await import("../src/node/index.ts");

const [folder, workersText] = process.argv.slice(2);
const workers = Number(workersText);
const spec = findPhotoSpec(defaultPhotoSpecId);
const files = readdirSync(folder).map((file) => join(folder, file));
const pool = await createEnginePool({ workers, timeoutMs: 60_000, maxWaiting: 0, heic: false });

/** Runs `count` photos in turn, one in flight per worker. */
async function run(count) {
  const photos = [];
  let next = 0;
  const takeTurns = async () => {
    while (next < count) {
      const file = files[next++ % files.length];
      const bytes = readFileSync(file);
      const start = performance.now();
      const { kind, report } = await pool.standardize(bytes, spec);
      photos.push({ file, kind, ms: performance.now() - start, timingsMs: report.timingsMs });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: workers }, takeTurns));
  return { photos, ms: performance.now() - start };
}

process.on("message", async ({ count }) => process.send(await run(count)));
process.on("disconnect", () => process.exit());
process.send("ready");
