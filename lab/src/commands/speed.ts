/**
 * Measures the time of one photo, photos per second of the pool, and its memory. Because machines differ, times are
 * also as ratios to U: the time sharp needs to decode the same 12-megapixel JPEG on one thread.
 */
import { availableParallelism } from "node:os";
import { quantile } from "../../../e2e/people/measure.ts";
import {
  type MeasuredPhoto,
  photoMegapixels,
  withPhotos,
  withPool,
} from "../engine/measured-pool.ts";
import { cpuClass } from "../engine/process-tree.ts";

/** Single photos and full load alternate, so that both meet the machine in the same state. */
const rounds = 4;
const photosOnly = 11;
const photosTogether = 22;
const warmUp = 12;
const sampleEveryMs = 500;
const workers = availableParallelism();

const median = (values: readonly number[]): number => quantile(values, 0.5);
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const only: MeasuredPhoto[] = [];
const together: MeasuredPhoto[] = [];
const blocksMs: number[] = [];
const pssMb: number[] = [];
await withPhotos((folder) =>
  withPool(folder, workers, async (pool) => {
    await pool.run(warmUp);
    await withPool(folder, 1, async (single) => {
      await single.run(warmUp);
      for (let round = 0; round < rounds; round++) {
        only.push(...(await single.run(photosOnly, { decodeFirst: true })).photos);
        const block = await pool.run(photosTogether);
        together.push(...block.photos);
        blocksMs.push(block.ms);
      }
    });
    // Without the other pool, which shares pages of the libraries.
    const sampling = setInterval(() => pssMb.push(pool.pssMb()), sampleEveryMs);
    await pool.run(2 * photosTogether);
    clearInterval(sampling);
  }),
);

const unitMs = median(only.map(({ decodeMs }) => decodeMs));
for (const stage of Object.keys(only[0]?.timingsMs ?? {})) {
  const ms = median(only.map(({ timingsMs }) => timingsMs[stage] ?? 0));
  console.error(
    `${stage.padEnd(16)} ${ms.toFixed(1).padStart(8)} ms ${(ms / unitMs).toFixed(2).padStart(6)} U`,
  );
}
const photos = [...only, ...together];
// A refused photo is also produced, for display next to its findings, and costs the same.
const unreadable = new Set(
  photos.filter(({ kind }) => kind === "unreadable").map(({ file }) => file),
);
for (const file of unreadable) console.error(`cannot be read: ${file}`);
const times = only.map(({ ms }) => ms);
process.stdout.write(
  `${JSON.stringify({
    lab: "speed",
    cpuClass: cpuClass(),
    unitMs: rounded(unitMs, 1),
    ratioAlone: rounded(median(only.map(({ ms, decodeMs }) => ms / decodeMs)), 2),
    // Based on CPU time of all processes instead of wall time, so it stays the same on a busy machine.
    ratioCpu: rounded(median(only.map(({ cpuMs, decodeCpuMs }) => cpuMs / decodeCpuMs)), 2),
    // Based on wall time for as many photos as there are workers.
    ratioPool: rounded((median(blocksMs) / photosTogether) * (workers / unitMs), 2),
    // Memory of the whole process tree under full load; shared pages count once.
    pssMb: median(pssMb),
    peakPssMb: Math.max(...pssMb),
    p50Ms: Math.round(median(times)),
    p95Ms: Math.round(quantile(times, 0.95)),
    perSecond: rounded((photosTogether / median(blocksMs)) * 1000, 2),
    made: photos.filter(({ kind }) => kind === "made").length,
    megapixels: photoMegapixels,
    workers,
  })}\n`,
);
process.exitCode = unreadable.size === 0 ? 0 : 1;
