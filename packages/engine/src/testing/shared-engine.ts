/** One engine for all tests of a process, and each outcome once: the same photo and spec always give the same bytes. */
import { createHash } from "node:crypto";
import { defaultPhotoSpecId, findPhotoSpec, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { MattingKernel } from "@gradphoto/matting";
import { readCanonicalFace, readRefinementRegions } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { loadModels } from "../models/models.ts";
import { loadEngine } from "../node/decoder.ts";
import { createOnnxRuntime, mostThreads } from "../node/onnx-runtime.ts";
import type { Outcome } from "../outcome.ts";
import type { ModelRuntime } from "../ports.ts";
import { type Engine, standardize } from "../standardize.ts";
import type { EarlierUse } from "../subject/subject.ts";
import { readPackagePhotos } from "./photos.ts";

/** About fifteen photos: 50 MB. */
const mostAnswers = 200;

/** Keeps the latest answers, by the bytes of their inputs: tests read one photo in many ways. */
function createMemory<Answer>() {
  const answers = new Map<string, Answer>();
  return (name: string, inputs: readonly NodeJS.ArrayBufferView[], compute: () => Answer): Answer => {
    const hash = createHash("sha1").update(name);
    for (const input of inputs) hash.update(input);
    const key = hash.digest("base64");
    const answer = answers.get(key) ?? compute();
    answers.set(key, answer);
    for (const oldest of answers.keys()) if (answers.size > mostAnswers) answers.delete(oldest);
    return answer;
  };
}

function rememberingRuntime(runtime: ModelRuntime): ModelRuntime {
  const remembered = createMemory<Promise<readonly Float32Array[]>>();
  return {
    async load(name) {
      const network = await runtime.load(name);
      return {
        run: async (input) => (await remembered(name, [input], () => network.run(input))).map((one) => one.slice()),
      };
    },
  };
}

function rememberingKernel(kernel: MattingKernel): MattingKernel {
  const remembered = createMemory<ReturnType<MattingKernel["cutOut"]>>();
  return {
    cutOut(input) {
      const { width, height, rgb, personAlpha, hair } = input;
      const cut = remembered(`${width}×${height}`, [rgb, personAlpha, hair], () => kernel.cutOut(input));
      return { ...cut, alpha: cut.alpha.slice(), foreground: cut.foreground.slice() };
    },
  };
}

let engine: Promise<Engine> | null = null;

/** Every network and cut-out of the same input is computed once. */
export function sharedEngine(): Promise<Engine> {
  engine ??= load();
  return engine;
}

async function load(): Promise<Engine> {
  const loaded = await loadEngine({ heic: true });
  const models = await loadModels(rememberingRuntime(createOnnxRuntime(mostThreads)), {
    regions: readRefinementRegions(readWeights("face-mesh")),
    canonicalFace: readCanonicalFace(readWeights("face-geometry")),
  });
  return { ...loaded, models, kernel: rememberingKernel(loaded.kernel) };
}

export function specNamed(id: string = defaultPhotoSpecId): PhotoSpec {
  const spec = findPhotoSpec(id);
  if (!spec) throw new Error(`There is no spec ${id}`);
  return spec;
}

/** A good portrait of an npm package. */
export function readPortrait(): Uint8Array {
  const match = readPackagePhotos().find(({ file }) => file.endsWith("marc.jpg"));
  if (!match) throw new Error("The portrait is missing");
  return match.bytes;
}

const outcomes = new Map<string, Promise<Outcome>>();

export function outcomeOf(bytes: Uint8Array, spec: PhotoSpec, seenBefore: EarlierUse | null = null): Promise<Outcome> {
  const key = createHash("sha256")
    .update(bytes)
    .update(JSON.stringify([spec, seenBefore]))
    .digest("base64");
  const outcome =
    outcomes.get(key) ?? sharedEngine().then((shared) => standardize(bytes, spec, shared, { seenBefore }));
  outcomes.set(key, outcome);
  return outcome;
}
