/**
 * Measures what people meet: `gradphoto batch` from outside, with cold engines, and the service's pool after its start
 * and after idling. Because machines differ, times are also ratios to U: the CPU time in which sharp decodes the same
 * 12-megapixel JPEGs on one thread, measured between the runs.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { quantile } from "../../../e2e/people/measure.ts";
import { photoMegapixels, withPhotos, withPool } from "../engine/measured-pool.ts";
import { cpuClass, cpuMsOfTree, pssMbOfTree } from "../engine/process-tree.ts";

const rounds = 3;
const fewPhotos = 24;
const manyPhotos = 200;
const workers = availableParallelism();
const sampleEveryMs = 200;
/** Longer than the time after which the pool ends an unused process. */
const idleMs = 65_000;
/** Photos after which V8 has compiled what it will compile. */
const warmUp = 24;

const median = (values: readonly number[]): number => quantile(values, 0.5);
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

interface Run {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Runs the command line as a user does. Its CPU time includes that of the engines that it started and ended. */
async function runBatch(folder: string, jobs: number): Promise<Run> {
  const out = `${folder}-made`;
  const startCpuMs = cpuMsOfTree(process.pid);
  const start = performance.now();
  const [code] = await once(startBatch(folder, out, jobs), "exit");
  const run = { ms: performance.now() - start, cpuMs: cpuMsOfTree(process.pid) - startCpuMs };
  rmSync(out, { recursive: true });
  if (code !== 0 && code !== refusedSome) throw new Error(`The batch ended with code ${code}.`);
  return run;
}

/** Exit code of a batch whose every photo was read, but not every one accepted. */
const refusedSome = 2;
const program = fileURLToPath(new URL("../../../apps/cli/src/main.ts", import.meta.url));

const startBatch = (folder: string, out: string, jobs: number) =>
  spawn(process.execPath, [program, "batch", folder, "--out", out, "--jobs", String(jobs)], {
    stdio: ["ignore", "ignore", "inherit"],
  });

/** Returns the highest memory of a batch of `folder`. Reading it costs time, so this run is not timed. */
async function peakPssMb(folder: string): Promise<number> {
  const out = `${folder}-made`;
  const child = startBatch(folder, out, workers);
  let peakMb = 0;
  const sampling = setInterval(() => {
    peakMb = Math.max(peakMb, pssMbOfTree(child.pid ?? 0));
  }, sampleEveryMs);
  await once(child, "exit");
  clearInterval(sampling);
  rmSync(out, { recursive: true });
  return peakMb;
}

/** Fills a folder with `count` of the photos, again from the first one when there are fewer. */
function folderOf(photos: readonly string[], parent: string, count: number): string {
  const folder = join(parent, `photos-${count}`);
  mkdirSync(folder);
  for (let number = 0; number < count; number++)
    linkSync(photos[number % photos.length]!, join(folder, `${number}.jpg`));
  return folder;
}

/** Returns the CPU and wall time of decoding one photo, as means over all of them. */
async function decodeAll(photos: readonly string[]): Promise<Run> {
  const startCpu = process.cpuUsage();
  const start = performance.now();
  for (const photo of photos) await sharp(readFileSync(photo)).raw().toBuffer();
  const { user, system } = process.cpuUsage(startCpu);
  return {
    ms: (performance.now() - start) / photos.length,
    cpuMs: (user + system) / 1000 / photos.length,
  };
}

sharp.concurrency(1);
const decoded: Run[] = [];
const one: Run[] = [];
const few: Run[] = [];
const fewAlone: Run[] = [];

/** Measures the command line. Short runs alternate with decoding, so that all meet the machine in the same state. */
async function measureBatches(photos: readonly string[], parent: string) {
  const oneFolder = folderOf(photos, parent, 1);
  const fewFolder = folderOf(photos, parent, fewPhotos);
  const manyFolder = folderOf(photos, parent, manyPhotos);
  for (let round = 1; round <= rounds; round++) {
    decoded.push(await decodeAll(photos));
    one.push(await runBatch(oneFolder, 1));
    few.push(await runBatch(fewFolder, workers));
    fewAlone.push(await runBatch(fewFolder, 1));
    console.error(`round ${round} of ${rounds}`);
  }
  const many = await runBatch(manyFolder, workers);
  decoded.push(await decodeAll(photos));
  return { many, peakMb: await peakPssMb(fewFolder) };
}

/** Measures the pool of the service: its first photo, the first after idling, and a warm one with its stages. */
const measureService = (folder: string) =>
  withPool(folder, 1, async (pool) => {
    const first = await pool.run(1);
    await pool.run(warmUp);
    const { photos } = await pool.run(warmUp);
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const afterIdle = await pool.run(1);
    return { firstMs: first.ms, afterIdleMs: afterIdle.ms, photos };
  });

await withPhotos(async (folder) => {
  const photos = readdirSync(folder).map((file) => join(folder, file));
  const { many, peakMb } = await measureBatches(photos, dirname(folder));
  const service = await measureService(folder);

  const unitCpuMs = median(decoded.map(({ cpuMs }) => cpuMs));
  const unitMs = median(decoded.map(({ ms }) => ms));
  for (const stage of Object.keys(service.photos[0]?.timingsMs ?? {})) {
    const ms = median(service.photos.map(({ timingsMs }) => timingsMs[stage] ?? 0));
    const ratio = (ms / unitMs).toFixed(2);
    console.error(`${stage.padEnd(16)} ${ms.toFixed(1).padStart(8)} ms ${ratio.padStart(6)} U`);
  }
  const fewCpuMs = median(few.map(({ cpuMs }) => cpuMs));
  const fewMs = median(few.map(({ ms }) => ms));
  const warmCpuMs = (many.cpuMs - fewCpuMs) / (manyPhotos - fewPhotos);
  process.stdout.write(
    `${JSON.stringify({
      lab: "speed",
      cpuClass: cpuClass(),
      workers,
      megapixels: photoMegapixels,
      unitCpuMs: rounded(unitCpuMs, 1),
      unitMs: rounded(unitMs, 1),
      oneCpuMs: Math.round(median(one.map(({ cpuMs }) => cpuMs))),
      oneMs: Math.round(median(one.map(({ ms }) => ms))),
      fewPhotos,
      fewCpuMs: Math.round(fewCpuMs),
      // CPU time of all processes instead of wall time, so it stays the same on a busy machine.
      ratioCpu: rounded(fewCpuMs / fewPhotos / unitCpuMs, 2),
      ratioCpuWarm: rounded(warmCpuMs / unitCpuMs, 2),
      perSecond: rounded((fewPhotos / fewMs) * 1000, 2),
      perSecondAlone: rounded((fewPhotos / median(fewAlone.map(({ ms }) => ms))) * 1000, 2),
      perSecondWarm: rounded(((manyPhotos - fewPhotos) / (many.ms - fewMs)) * 1000, 2),
      peakPssMb: peakMb,
      serviceFirstMs: Math.round(service.firstMs),
      serviceWarmMs: Math.round(median(service.photos.map(({ ms }) => ms))),
      serviceAfterIdleMs: Math.round(service.afterIdleMs),
    })}\n`,
  );
});
