/**
 * Shared engine for all tests of a process. Results are cached, because the same photo and spec always give the same
 * bytes.
 */
import { createHash } from "node:crypto";
import {
  defaultPhotoSpecId,
  findPhotoSpec,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
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

/** Enough for about fifteen photos, or 50 MB. */
const maxCachedResults = 200;

/** Caches the latest results by the bytes of their inputs, because many tests process the same photo. */
function createCache<Result>() {
  const results = new Map<string, Result>();
  return (
    name: string,
    inputs: readonly NodeJS.ArrayBufferView[],
    compute: () => Result,
  ): Result => {
    const hash = createHash("sha1").update(name);
    for (const input of inputs) hash.update(input);
    const key = hash.digest("base64");
    const result = results.get(key) ?? compute();
    results.set(key, result);
    for (const oldest of results.keys())
      if (results.size > maxCachedResults) results.delete(oldest);
    return result;
  };
}

function cachingRuntime(runtime: ModelRuntime): ModelRuntime {
  const cached = createCache<Promise<readonly Float32Array[]>>();
  return {
    async load(name) {
      const network = await runtime.load(name);
      return {
        run: async (input) =>
          (await cached(name, [input], () => network.run(input))).map((output) => output.slice()),
      };
    },
  };
}

function cachingKernel(kernel: MattingKernel): MattingKernel {
  const cached = createCache<ReturnType<MattingKernel["cutOut"]>>();
  return {
    cutOut(input) {
      const { width, height, rgb, personAlpha, hair } = input;
      const cut = cached(`${width}×${height}`, [rgb, personAlpha, hair], () =>
        kernel.cutOut(input),
      );
      return { ...cut, alpha: cut.alpha.slice(), foreground: cut.foreground.slice() };
    },
  };
}

let engine: Promise<Engine> | null = null;

/** Returns the engine. It computes every network and cut-out of the same input only once. */
export function sharedEngine(): Promise<Engine> {
  engine ??= load();
  return engine;
}

async function load(): Promise<Engine> {
  const loaded = await loadEngine({ heic: true });
  const models = await loadModels(cachingRuntime(createOnnxRuntime(mostThreads)), {
    regions: readRefinementRegions(readWeights("face-mesh")),
    canonicalFace: readCanonicalFace(readWeights("face-geometry")),
  });
  return { ...loaded, models, kernel: cachingKernel(loaded.kernel) };
}

export function findSpec(id: string = defaultPhotoSpecId): PhotoSpec {
  const spec = findPhotoSpec(id);
  if (!spec) throw new Error(`There is no spec ${id}`);
  return spec;
}

/** Reads a portrait from an npm package, of which the engine makes a standard photo. */
export function readPortrait(): Uint8Array {
  const match = readPackagePhotos().find(({ file }) => file.endsWith("marc.jpg"));
  if (!match) throw new Error("The portrait is missing");
  return match.bytes;
}

const cachedOutcomes = new Map<string, Promise<Outcome>>();

/** Standardizes a photo, or returns the cached outcome of the same photo and spec. */
export function standardizeCached(
  bytes: Uint8Array,
  spec: PhotoSpec,
  seenBefore: EarlierUse | null = null,
): Promise<Outcome> {
  const key = createHash("sha256")
    .update(bytes)
    .update(JSON.stringify([spec, seenBefore]))
    .digest("base64");
  const outcome =
    cachedOutcomes.get(key) ??
    sharedEngine().then((shared) => standardize(bytes, spec, shared, { seenBefore }));
  cachedOutcomes.set(key, outcome);
  return outcome;
}
