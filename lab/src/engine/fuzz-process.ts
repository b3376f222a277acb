/** Child process of fuzz.ts: processes damaged files one after the other and writes the current position to a file. */
import { openSync, writeSync } from "node:fs";
import { defaultPhotoSpec } from "@gradphoto/domain/photo-standard";
import { standardize } from "../../../packages/engine/src/index.ts";
import { createSharpCodec, loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import {
  type FuzzInputs,
  feed,
  fuzzInputs,
} from "../../../packages/engine/src/testing/fuzzing/fuzz-inputs.ts";
import { readFuzzedPhotos } from "../../../packages/engine/src/testing/photos.ts";

const [mode, seed, from, to, positionFile = ""] = process.argv.slice(2);
const maxRssMb = 1500;
const position = openSync(positionFile, "w");
const index = Buffer.alloc(8);
/** Writes the position before each file, because a signal or a kill leaves no time to report. */
const writePosition = (at: number): void => {
  index.writeDoubleLE(at);
  writeSync(position, index, 0, index.length, 0);
};
const report = (at: number, reason: unknown): void => {
  const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  process.send?.({ index: at, reason: text });
};

interface Target {
  readonly inputs: FuzzInputs;
  readonly take: (bytes: Uint8Array) => Promise<unknown>;
}

async function decoder(): Promise<Target> {
  const codec = createSharpCodec({ heic: true });
  const inputs = await fuzzInputs(Number(seed));
  return { inputs, take: (bytes) => feed(codec, bytes) };
}

async function fullEngine(): Promise<Target> {
  const engine = await loadEngine({ heic: true });
  const inputs = await fuzzInputs(Number(seed), readFuzzedPhotos());
  const kinds: readonly string[] = ["made", "refused", "unreadable"];
  const take = async (bytes: Uint8Array): Promise<void> => {
    const { kind } = await standardize(bytes, defaultPhotoSpec, engine);
    if (!kinds.includes(kind)) throw new Error(`the outcome is ${kind}`);
  };
  return { inputs, take };
}

const { inputs, take } = await (mode === "engine" ? fullEngine() : decoder());
process.on("uncaughtException", (error) => {
  report(index.readDoubleLE(), error);
  process.exitCode = 1;
  process.disconnect();
  process.exit();
});
for (let at = Number(from); at < Number(to); at++) {
  writePosition(at);
  try {
    await take(inputs.inputAt(at));
    if (process.memoryUsage.rss() > maxRssMb * 2 ** 20)
      throw new Error(`more than ${maxRssMb} MB are in use`);
  } catch (error) {
    report(at, error);
  }
}
writePosition(Number(to));
process.disconnect();
