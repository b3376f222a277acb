/** `npm run bench`: how fast one photo is, how many a second the pool makes, and how much memory that takes. */
import { availableParallelism } from "node:os";
import { photoMegapixels, withPhotos, withPool } from "./measured-pool.mjs";

const photosAlone = 36;
const photosTogether = 72;
const warmUp = 12;
const workers = availableParallelism();

const percentile = (values, share) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
};
const rounded = (value, digits) => Number(value.toFixed(digits));

function printStages(photos) {
  for (const stage of Object.keys(photos[0].timingsMs)) {
    const median = percentile(
      photos.map(({ timingsMs }) => timingsMs[stage] ?? 0),
      0.5,
    );
    console.error(`${stage.padEnd(16)} ${median.toFixed(1).padStart(8)} ms`);
  }
}

const { alone, together, peakRssMb } = await withPhotos(async (folder) => {
  const alone = await withPool(folder, 1, async ({ run }) => {
    await run(warmUp);
    return run(photosAlone);
  });
  return withPool(folder, workers, async ({ run, memory }) => {
    await run(warmUp);
    const together = await run(photosTogether);
    return { alone, together, peakRssMb: memory().peakMb };
  });
});

printStages(alone.photos);
const photos = [...alone.photos, ...together.photos];
const refused = new Set(photos.filter(({ kind }) => kind !== "made").map(({ file }) => file));
for (const file of refused) console.error(`not made: ${file}`);
const times = alone.photos.map(({ ms }) => ms);
process.stdout.write(
  `${JSON.stringify({
    bench: "engine",
    p50Ms: Math.round(percentile(times, 0.5)),
    p95Ms: Math.round(percentile(times, 0.95)),
    perSecond: rounded((together.photos.length / together.ms) * 1000, 2),
    peakRssMb,
    made: photos.filter(({ kind }) => kind === "made").length,
    megapixels: photoMegapixels,
    workers,
  })}\n`,
);
process.exitCode = refused.size === 0 ? 0 : 1;
