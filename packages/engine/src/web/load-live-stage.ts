/** Complete engine in a browser's worker, loaded in two stages: live guidance first, then the rest. */
import { instantiateKernel } from "@gradphoto/matting";
import {
  type CanonicalFace,
  cutNetwork,
  describeNetwork,
  type NetworkName,
  type RefinementRegions,
  readCanonicalFace,
  readRefinementRegions,
  type WeightId,
} from "@gradphoto/networks";
import {
  type CompiledModel,
  loadAndCompile,
  loadLiteRt,
  supportsFeature,
  Tensor,
} from "@litertjs/core";
import { engineFacts } from "../engine-facts.ts";
import type { FrameModels } from "../guidance/read-frame.ts";
import { loadNearFaceDetector } from "../models/face-detector.ts";
import { loadFaceMesh } from "../models/face-mesh.ts";
import { loadModels } from "../models/models.ts";
import type { ModelRuntime, Network } from "../ports.ts";
import type { Engine } from "../standardize.ts";
import { proveCanvas } from "./decode-picture.ts";
import { type Files, filesAt, type OnBytes, runtimeFiles, type UrlOf } from "./files.ts";
import { openMozjpeg } from "./jpeg/mozjpeg.ts";
import { createWebCodec } from "./web-codec.ts";

interface Threads {
  /** Number of threads, including this worker's own. */
  readonly count: number;
  readonly memory: WebAssembly.Memory;
}

const pagesPerMb = 16;
/** Initial memory. A check needs 213 MB, so a phone without enough memory fails before the check starts. */
const initialMb = 256;
/** Maximum declared in LiteRT's file. */
const maxMb = 2048;

/** Returns null without threads. LiteRT supports them only with relaxed SIMD, browsers only for isolated pages. */
async function threadsHere(): Promise<Threads | null> {
  const { hardwareConcurrency } = navigator;
  const isSupported = (await supportsFeature("relaxedSimd")) && (await supportsFeature("threads"));
  if (!isSupported || !(hardwareConcurrency > 1)) return null;
  try {
    const [initial, maximum] = [initialMb * pagesPerMb, maxMb * pagesPerMb];
    return {
      count: countOf(hardwareConcurrency),
      memory: new WebAssembly.Memory({ initial, maximum, shared: true }),
    };
  } catch {
    return null;
  }
}

/**
 * Returns the number of threads: two for two processors, as measured; for more, at most half, because phones have slow
 * cores too.
 */
const countOf = (processors: number): number =>
  Math.min(4, Math.max(2, Math.floor(processors / 2)));

type OnInstance = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

const quiet = (): void => {};

/** GPU stub that provides no device. Without any GPU, LiteRT logs errors to the console. */
const noGpu = {
  requestAdapter: async () => ({
    limits: {},
    features: new Set(),
    requestDevice: async () => null,
  }),
};

/** Time limit of a start once its files are loaded. LiteRT reports no error for a thread that does not start. */
const startWithinMs = 15_000;

/**
 * Creates the runtime, once per worker, which must be a classic one: LiteRT loads itself by importScripts. Calls
 * `weights` once for each network in a file.
 */
async function createLiteRtRuntime(
  files: Files,
  weights: (id: WeightId) => Promise<Uint8Array>,
): Promise<ModelRuntime> {
  const threads = await threadsHere();
  const kind = threads ? "threaded" : (await supportsFeature("relaxedSimd")) ? "relaxed" : "plain";
  const { script, wasm } = runtimeFiles[kind];
  const module = await files.wasm(wasm);
  // LiteRT's loader reads `self.Module`, set below, so that it does not fetch the WebAssembly by itself.
  let fail: (error: unknown) => void = quiet;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  let late: ReturnType<typeof setTimeout> | undefined;
  const instantiateWasm = (imports: WebAssembly.Imports, done: OnInstance): object => {
    late = setTimeout(() => fail(new Error("the model runtime did not start")), startWithinMs);
    WebAssembly.instantiate(module, imports)
      .then((instance) => done(instance, module))
      .catch(fail);
    return {};
  };
  const shared = threads && {
    wasmMemory: threads.memory,
    mainScriptUrlOrBlob: files.urlOf(script),
  };
  Object.assign(self, { Module: { instantiateWasm, ...shared, print: quiet, printErr: quiet } });
  // LiteRT starts a worker for each thread; this worker counts as one.
  if (threads)
    Object.defineProperty(navigator, "hardwareConcurrency", {
      value: threads.count - 1,
      configurable: true,
    });
  // The GPU is hidden, because LiteRT would otherwise use it.
  Object.defineProperty(navigator, "gpu", { value: noGpu, configurable: true });
  // The loader itself waits forever for an instance that fails to start.
  await Promise.race([loadLiteRt(files.urlOf(script)), failure]).finally(() => clearTimeout(late));
  const opened = new Map<NetworkName, Promise<Network>>();
  return {
    load(name) {
      const opening = opened.get(name);
      if (opening) return opening;
      // The other networks gain nothing from threads.
      const network = openNetwork(
        name,
        weights,
        name === "person-classes" ? (threads?.count ?? 1) : 1,
      );
      opened.set(name, network);
      // A failure is forgotten, which allows a retry.
      network.catch(() => opened.delete(name));
      return network;
    },
  };
}

async function openNetwork(
  name: NetworkName,
  weights: (id: WeightId) => Promise<Uint8Array>,
  numThreads: number,
): Promise<Network> {
  const { inputShape, weights: id } = describeNetwork(name);
  const model = await loadAndCompile(cutNetwork(name, await weights(id)), {
    accelerator: "wasm",
    cpuOptions: { numThreads },
  });
  return { run: (input) => runModel(model, input, inputShape) };
}

async function runModel(
  model: CompiledModel,
  values: Float32Array,
  shape: readonly number[],
): Promise<Float32Array[]> {
  const input = new Tensor(values, [...shape]);
  const tensors = [input];
  try {
    const outputs = await model.run([input]);
    tensors.push(...outputs);
    // The outputs are copied, because the runtime reuses the memory after `delete`.
    return outputs.map((output) => Float32Array.from(output.toTypedArray()));
  } finally {
    for (const tensor of tensors) tensor.delete();
  }
}

export interface LiveStage {
  readonly live: FrameModels;
  /** Loads the second stage. After a rejection it can be called again. */
  readonly loadEngine: () => Promise<Engine>;
}

interface FaceData {
  readonly regions: RefinementRegions;
  readonly canonicalFace: CanonicalFace;
}

/**
 * Loads the first stage. Rejects where this browser cannot run it, with a FetchError where a file fails to load, or is
 * not the pinned one.
 */
export async function loadLiveStage(urlOf: UrlOf, onBytes: OnBytes): Promise<LiveStage> {
  await proveCanvas();
  const files = filesAt(urlOf, onBytes);
  const fetched = new Map<WeightId, Promise<Uint8Array>>();
  /** Loads weights once, because four networks use the face mesh's file. */
  const weights = (id: WeightId): Promise<Uint8Array> => {
    const loading = fetched.get(id);
    if (loading) return loading;
    const bytes = files.weights(id);
    fetched.set(id, bytes);
    // A failure is forgotten, which allows a retry.
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
    facts: engineFacts,
    clock: () => performance.now(),
  };
}
