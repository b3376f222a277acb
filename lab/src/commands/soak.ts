/** Checks that memory stays constant over thousands of photos. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type MeasuredPool, withPhotos, withPool } from "../engine/measured-pool.ts";

const help = `npm run lab -- soak -- [--photos N]

Runs N (1000) 12-megapixel photos through the pool. pssStartMb is the median memory of the process tree, shared pages
counted once, over the batch that follows a warm-up of 5 % of N (at least 40) photos, pssEndMb that over the last batch.`;

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "1000" },
    help: { type: "boolean", default: false },
  },
});
const count = Number(values.photos);
if (values.help || !Number.isInteger(count) || count < 1) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const batches = 20;
const warmUp = Math.max(40, Math.round(count / batches));
const sampleEveryMs = 500;

/** Runs a batch and returns its median memory and its photos per second. */
async function runBatch(pool: MeasuredPool, size: number) {
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(pool.pssMb()), sampleEveryMs);
  const { photos, ms } = await pool.run(size);
  clearInterval(sampling);
  const lost = photos.find(({ kind }) => kind === "unreadable");
  if (lost) throw new Error(`${lost.file} was ${lost.kind}`);
  const pssMb = samples.sort((a, b) => a - b)[samples.length >> 1] ?? pool.pssMb();
  return { pssMb, perSecond: (size / ms) * 1000 };
}

const results = await withPhotos((folder) =>
  withPool(folder, availableParallelism(), async (pool) => {
    await runBatch(pool, warmUp);
    let done = 0;
    const results: Awaited<ReturnType<typeof runBatch>>[] = [];
    for (let batch = 1; batch <= batches; batch++) {
      const size = Math.round((count * batch) / batches) - done;
      if (size === 0) continue;
      const last = await runBatch(pool, size);
      results.push(last);
      done += size;
      console.error(
        `${done} of ${count} photos, ${last.perSecond.toFixed(2)} per second, ${last.pssMb} MB`,
      );
    }
    return results;
  }),
);
process.stdout.write(
  `${JSON.stringify({ lab: "soak", photos: count, pssStartMb: results[0]?.pssMb, pssEndMb: results.at(-1)?.pssMb })}\n`,
);
