/** The process that fuzz.mjs watches: takes damaged files in turn and writes down which one it is at. */
import { openSync, writeSync } from "node:fs";

const { createSharpCodec, loadEngine } = await import("../src/node/decoder.ts");
const { feed } = await import("../src/testing/fuzzing/feed.ts");
const { fuzzInputs } = await import("../src/testing/fuzzing/fuzz-inputs.ts");
const { wholeFiles } = await import("./fuzz-photos.mjs");

const [mode, seed, from, to, positionFile] = process.argv.slice(2);
const maxRssMb = 1500;
const position = openSync(positionFile, "w");
const index = Buffer.alloc(8);
/** A signal or a kill leaves no time to report, so the position is written before each file. */
const writePosition = (at) => {
  index.writeDoubleLE(at);
  writeSync(position, index, 0, index.length, 0);
};
const report = (at, reason) => process.send({ index: at, reason: String(reason) });

async function decoder() {
  const codec = createSharpCodec({ heic: true });
  const inputs = await fuzzInputs(Number(seed));
  return { inputs, take: (bytes) => feed(codec, bytes) };
}

async function wholeEngine() {
  const { standardize } = await import("../src/index.ts");
  const { defaultPhotoSpecId, findPhotoSpec } = await import("@gradphoto/domain/photo-standard");
  const engine = await loadEngine({ heic: true });
  const spec = findPhotoSpec(defaultPhotoSpecId);
  const inputs = await fuzzInputs(Number(seed), wholeFiles());
  const kinds = ["made", "refused", "unreadable"];
  const take = async (bytes) => {
    const { kind } = await standardize(bytes, spec, engine);
    if (!kinds.includes(kind)) throw new Error(`the outcome is ${kind}`);
  };
  return { inputs, take };
}

const { inputs, take } = await (mode === "whole" ? wholeEngine() : decoder());
process.on("uncaughtException", (error) => {
  report(index.readDoubleLE(), error.stack ?? error);
  process.exitCode = 1;
  process.disconnect();
  process.exit();
});
for (let at = Number(from); at < Number(to); at++) {
  writePosition(at);
  try {
    await take(inputs.inputAt(at));
    if (process.memoryUsage.rss() > maxRssMb * 2 ** 20) throw new Error(`more than ${maxRssMb} MB are in use`);
  } catch (error) {
    report(at, error instanceof Error ? error.stack : error);
  }
}
writePosition(Number(to));
process.disconnect();
