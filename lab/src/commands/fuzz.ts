/** Feeds damaged files to the decoder and the full engine. Each must be read, or refused with a specific error. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fuzzInputs } from "../../../packages/engine/src/testing/fuzzing/fuzz-inputs.ts";
import { readFuzzedPhotos } from "../../../packages/engine/src/testing/photos.ts";

const help = `npm run lab -- fuzz [--inputs N] [--complete M] [--seed S]

Feeds N (2000) damaged files to the decoder, M (0) to the complete engine. Counted as crashes: a process that dies, a
file that takes longer than ten seconds, more than 1.5 GB of memory, anything thrown instead of a refusal with a code.
Files that crash are written to out/fuzz. The same seed S (1) makes the same files.`;

const watchEveryMs = 200;
const hangMs = 10_000;
const progressEveryMs = 5000;

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "2000" },
    complete: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
const [decoderInputs, engineInputs, seed] = [
  Number(values.inputs),
  Number(values.complete),
  Number(values.seed),
];
if (
  values.help ||
  ![decoderInputs, engineInputs, seed].every((value) => Number.isInteger(value) && value >= 0)
) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const folder = mkdtempSync(join(tmpdir(), "gradphoto-fuzz-"));
const positionFile = join(folder, "position");
const crashFolder = fileURLToPath(new URL("../../../out/fuzz/", import.meta.url));

type Mode = "decode" | "engine";
interface Crash {
  readonly index: number;
  readonly reason: string;
}

/** Runs one process over the files `from` to `to`. Returns how far it got and which files crashed it. */
async function runProcess(mode: Mode, from: number, to: number) {
  writeFileSync(positionFile, "");
  const script = fileURLToPath(new URL("../engine/fuzz-process.ts", import.meta.url));
  const child = fork(script, [mode, String(seed), String(from), String(to), positionFile], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const crashes: Crash[] = [];
  child.on("message", (crash: Crash) => crashes.push(crash));
  let last: { index: number | null; since: number; hung: boolean } = {
    index: from,
    since: Date.now(),
    hung: false,
  };
  let started = false;
  let nextProgress = Date.now() + progressEveryMs;
  const watchTimer = setInterval(() => {
    const at = readPosition();
    started ||= at !== null;
    if (at !== last.index) last = { index: at, since: Date.now(), hung: false };
    else if (started && Date.now() - last.since > hangMs) {
      last.hung = true;
      child.kill("SIGKILL");
    }
    if (Date.now() < nextProgress) return;
    nextProgress += progressEveryMs;
    console.error(`${mode}: ${at ?? from} of ${to}, ${crashes.length} crashes`);
  }, watchEveryMs);
  const [code, signal] = await once(child, "exit");
  clearInterval(watchTimer);
  const reached = readPosition();
  if (reached === null)
    throw new Error(`The process that takes the files could not start (${signal ?? code}).`);
  if (reached < to && !crashes.some(({ index }) => index === reached)) {
    const reason = last.hung
      ? `it took longer than ${hangMs} ms`
      : `the process ended with ${signal ?? code}`;
    crashes.push({ index: reached, reason });
  }
  return { reached, crashes };
}

/** Returns null until the process has started its first file. */
function readPosition(): number | null {
  const bytes = readFileSync(positionFile);
  return bytes.length === 8 ? bytes.readDoubleLE() : null;
}

/** Restarts the process after every file that crashed it, until all files are done. */
async function runAll(mode: Mode, count: number): Promise<number> {
  const allCrashes: Crash[] = [];
  for (let from = 0; from < count; ) {
    const { reached, crashes } = await runProcess(mode, from, count);
    allCrashes.push(...crashes);
    from = reached + 1;
  }
  const { inputAt } = await fuzzInputs(seed, mode === "engine" ? readFuzzedPhotos() : []);
  for (const { index, reason } of allCrashes) {
    mkdirSync(crashFolder, { recursive: true });
    const path = join(crashFolder, `${mode}-${seed}-${index}`);
    writeFileSync(path, inputAt(index));
    console.error(`${path}: ${reason}`);
  }
  return allCrashes.length;
}

try {
  const start = Date.now();
  const crashes = (await runAll("decode", decoderInputs)) + (await runAll("engine", engineInputs));
  console.error(
    `${Math.round((decoderInputs + engineInputs) / ((Date.now() - start) / 1000))} files per second`,
  );
  process.stdout.write(
    `${JSON.stringify({ lab: "fuzz", inputs: decoderInputs + engineInputs, crashes })}\n`,
  );
  process.exitCode = crashes === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
