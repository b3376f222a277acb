/** A whole engine in a browser's worker, in two stages: what live guidance needs, then the rest. */
import { instantiateKernel } from "@gradphoto/matting";
import {
  type CanonicalFace,
  type RefinementRegions,
  readCanonicalFace,
  readRefinementRegions,
  type WeightId,
  weightFiles,
} from "@gradphoto/networks";
import { engineVersion } from "../engine-version.ts";
import type { FrameModels } from "../guidance/read-frame.ts";
import { loadNearFaceDetector } from "../models/face-detector.ts";
import { loadFaceMesh } from "../models/face-mesh.ts";
import { loadModels } from "../models/models.ts";
import type { ModelRuntime } from "../ports.ts";
import type { Engine } from "../standardize.ts";
import { type Files, filesAt, type OnBytes, type UrlOf } from "./files.ts";
import { openMozjpeg } from "./jpeg/mozjpeg.ts";
import { createLiteRtRuntime } from "./litert-runtime.ts";
import { proveCanvas } from "./prove-canvas.ts";
import { createWebCodec } from "./web-codec.ts";

export interface LiveStage {
  readonly live: FrameModels;
  /** The rest. Where it rejects, it can be called again. */
  readonly loadEngine: () => Promise<Engine>;
}

interface FaceData {
  readonly regions: RefinementRegions;
  readonly canonicalFace: CanonicalFace;
}

/** Rejects where this browser cannot run it, with a FetchError where a file does not come, or is not the pinned one. */
export async function loadLiveStage(urlOf: UrlOf, onBytes: OnBytes): Promise<LiveStage> {
  await proveCanvas();
  const files = filesAt(urlOf, onBytes);
  const fetched = new Map<WeightId, Promise<Uint8Array>>();
  /** The face mesh's file is asked for by four networks. */
  const weights = (id: WeightId): Promise<Uint8Array> => {
    const known = fetched.get(id);
    if (known) return known;
    const bytes = files.weights(id);
    fetched.set(id, bytes);
    // It can be asked for again.
    bytes.catch(() => fetched.delete(id));
    return bytes;
  };
  const early = [weights("face-mesh"), weights("face-geometry"), weights("face-detector-short")];
  const [runtime] = await Promise.all([createLiteRtRuntime(files, weights), ...early]);
  const regions = readRefinementRegions(await weights("face-mesh"));
  const canonicalFace = readCanonicalFace(await weights("face-geometry"));
  const live = {
    findFaces: await loadNearFaceDetector(runtime),
    traceMesh: await loadFaceMesh(runtime, regions),
    canonicalFace,
  };
  return {
    live,
    async loadEngine() {
      const engine = await loadRest(files, runtime, { regions, canonicalFace });
      fetched.clear();
      return engine;
    },
  };
}

async function loadRest(files: Files, runtime: ModelRuntime, faceData: FaceData): Promise<Engine> {
  const [models, kernel, encodeWithTrellis] = await Promise.all([
    loadModels(runtime, faceData),
    files.bytes("matting.wasm").then(instantiateKernel),
    files.wasm("mozjpeg.wasm").then(openMozjpeg),
  ]);
  return {
    codec: createWebCodec(encodeWithTrellis, { heic: true }),
    models,
    kernel,
    facts: { version: engineVersion, models: weightFiles.map(({ id, sha256 }) => ({ name: id, sha256 })) },
    clock: () => performance.now(),
  };
}
