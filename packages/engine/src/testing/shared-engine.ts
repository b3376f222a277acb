/** One engine for all tests of a process, and each outcome once: the same photo and spec always give the same bytes. */
import { createHash } from "node:crypto";
import { defaultPhotoSpecId, findPhotoSpec, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { readCanonicalFace, readRefinementRegions } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { loadModels } from "../models/models.ts";
import { loadEngine } from "../node/decoder.ts";
import { createOnnxRuntime, mostThreads } from "../node/onnx-runtime.ts";
import type { Outcome } from "../outcome.ts";
import { type Engine, standardize } from "../standardize.ts";
import type { EarlierUse } from "../subject/subject.ts";
import { readPackagePhotos } from "./golden.ts";
import { rememberingKernel, rememberingRuntime } from "./remembering.ts";

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
