/** Complete engine on Node: codec, models from verified weights, matting kernel. */
import { availableParallelism } from "node:os";
import { loadKernel } from "@gradphoto/matting/node";
import { readCanonicalFace, readRefinementRegions } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { engineFacts } from "../engine-facts.ts";
import type { HeaderOptions } from "../file/read-header.ts";
import { loadModels } from "../models/models.ts";
import type { Engine } from "../standardize.ts";
import { createOnnxRuntime, mostThreads } from "./onnx-runtime.ts";
import { createSharpCodec } from "./sharp-codec.ts";

export interface EngineOptions extends HeaderOptions {
  /** Number of cores that one photo may occupy; without it, as many as it can use. */
  readonly threads?: number;
}

/** Loads the engine. Throws a WeightError that names the package when a weight file is missing or changed. */
export async function loadEngine(options: EngineOptions): Promise<Engine> {
  const { threads = Math.min(mostThreads, availableParallelism()) } = options;
  const models = await loadModels(createOnnxRuntime(threads), {
    regions: readRefinementRegions(readWeights("face-mesh")),
    canonicalFace: readCanonicalFace(readWeights("face-geometry")),
  });
  return {
    codec: createSharpCodec(options),
    models,
    kernel: await loadKernel(),
    facts: engineFacts,
    clock: () => performance.now(),
  };
}
