/** Times a warm cut-out of a synthetic portrait: a stage table on stderr, then one JSON object as the last line on stdout. */
import { fileURLToPath } from "node:url";

const { kernelOver } = await import("../src/kernel/kernel.ts");
const { instantiateStages } = await import("../src/kernel/stages.ts");
const { compiledKernel } = await import("../src/node-compile.ts");
const { absoluteError } = await import("../src/testing/errors.ts");
const { darkHairOnPaleWall, syntheticPortrait } = await import("../src/testing/synthetic-portrait.ts");

const warmRuns = 20;
const countedRuns = 41;

const memory = new WebAssembly.Memory({ initial: 1 });
const run = await instantiateStages(await compiledKernel(fileURLToPath(new URL("../build/", import.meta.url))), memory);

/** Milliseconds by stage, one entry per cut-out; a stage that runs more than once is summed. */
const stageMs = new Map();
let currentMs = new Map();
const kernel = kernelOver((name, ...numbers) => {
  const start = performance.now();
  const result = run(name, ...numbers);
  currentMs.set(name, (currentMs.get(name) ?? 0) + performance.now() - start);
  return result;
}, memory);

const portrait = syntheticPortrait(480, 640, darkHairOnPaleWall, 1);
const cpuMs = [];
const wallMs = [];
let cutout;
for (let i = 0; i < warmRuns + countedRuns; i++) {
  currentMs = new Map();
  const startCpu = process.cpuUsage();
  const start = performance.now();
  cutout = kernel.cutOut(portrait);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(startCpu);
  if (i < warmRuns) continue;
  wallMs.push(wall);
  cpuMs.push((user + system) / 1000);
  for (const [name, ms] of currentMs) stageMs.set(name, [...(stageMs.get(name) ?? []), ms]);
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const rounded = (value) => Math.round(value * 100) / 100;
const byStage = [...stageMs].map(([name, values]) => [name, rounded(median(values))]);
for (const [name, ms] of byStage.toSorted((a, b) => b[1] - a[1])) console.error(name.padEnd(24), ms.toFixed(2), "ms");

process.stdout.write(
  `${JSON.stringify({
    width: portrait.width,
    height: portrait.height,
    unknownPixels: cutout.unknownPixels,
    iterations: cutout.iterations,
    cpuMs: rounded(median(cpuMs)),
    wallMs: rounded(median(wallMs)),
    memoryMb: rounded(memory.buffer.byteLength / 2 ** 20),
    coarseAbsoluteError: rounded(absoluteError(portrait.personAlpha, portrait.trueAlpha)),
    absoluteError: rounded(absoluteError(cutout.alpha, portrait.trueAlpha)),
    stageMs: Object.fromEntries(byStage),
  })}\n`,
);
