/** A whole engine in a browser's worker, in two stages: what live guidance needs, then the rest. */
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
  weightFiles,
} from "@gradphoto/networks";
import { type CompiledModel, loadAndCompile, loadLiteRt, supportsFeature, Tensor } from "@litertjs/core";
import { engineVersion } from "../engine-version.ts";
import type { FrameModels } from "../guidance/read-frame.ts";
import { loadNearFaceDetector } from "../models/face-detector.ts";
import { loadFaceMesh } from "../models/face-mesh.ts";
import { loadModels } from "../models/models.ts";
import type { ModelRuntime, Network } from "../ports.ts";
import type { Engine } from "../standardize.ts";
import { type Files, filesAt, type OnBytes, runtimeFiles, type UrlOf } from "./files.ts";
import { openMozjpeg } from "./jpeg/mozjpeg.ts";
import { proveCanvas } from "./prove-canvas.ts";
import { createWebCodec } from "./web-codec.ts";

interface Threads {
  /** This worker's own is one of them. */
  readonly count: number;
  readonly memory: WebAssembly.Memory;
}

const pagesPerMb = 16;
/** A check comes to 213: a phone that has no room for it is found out before it begins. */
const initialMb = 256;
/** As LiteRT's file says. */
const mostMb = 2048;

/** null: none here. LiteRT has them with relaxed SIMD alone, browsers for isolated pages alone. */
async function threadsHere(): Promise<Threads | null> {
  const { hardwareConcurrency } = navigator;
  const isSupported = (await supportsFeature("relaxedSimd")) && (await supportsFeature("threads"));
  if (!isSupported || !(hardwareConcurrency > 1)) return null;
  try {
    const [initial, maximum] = [initialMb * pagesPerMb, mostMb * pagesPerMb];
    return { count: countOf(hardwareConcurrency), memory: new WebAssembly.Memory({ initial, maximum, shared: true }) };
  } catch {
    return null;
  }
}

/** Of so many processors: both of two, as measured; of more no more than half, since phones have slow ones among them. */
const countOf = (processors: number): number => Math.min(4, Math.max(2, Math.floor(processors / 2)));

type OnInstance = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

const quiet = (): void => {};

/** A graphics processor that gives no device: of one that is missing, LiteRT complains on the console. */
const noGpu = { requestAdapter: async () => ({ limits: {}, features: new Set(), requestDevice: async () => null }) };

/** With its files there. Of a thread that does not start, LiteRT says nothing. */
const startWithinMs = 15_000;

/**
 * `weights`: a file is asked for once for each network that is cut from it. Once per worker, which must be a classic one:
 * LiteRT loads itself by importScripts.
 */
async function createLiteRtRuntime(
  files: Files,
  weights: (id: WeightId) => Promise<Uint8Array>,
): Promise<ModelRuntime> {
  const threads = await threadsHere();
  const kind = threads ? "threaded" : (await supportsFeature("relaxedSimd")) ? "relaxed" : "plain";
  const { script, wasm } = runtimeFiles[kind];
  const module = await files.wasm(wasm);
  // Where LiteRT's loader looks for what it is not to fetch by itself.
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
  const shared = threads && { wasmMemory: threads.memory, mainScriptUrlOrBlob: files.urlOf(script) };
  Object.assign(self, { Module: { instantiateWasm, ...shared, print: quiet, printErr: quiet } });
  // LiteRT starts a worker for each; this one is a thread too.
  if (threads)
    Object.defineProperty(navigator, "hardwareConcurrency", { value: threads.count - 1, configurable: true });
  // Nothing runs on a graphics processor, which LiteRT would take all the same.
  Object.defineProperty(navigator, "gpu", { value: noGpu, configurable: true });
  // The loader itself waits for ever for an instance that does not come.
  await Promise.race([loadLiteRt(files.urlOf(script)), failure]).finally(() => clearTimeout(late));
  const opened = new Map<NetworkName, Promise<Network>>();
  return {
    load(name) {
      const known = opened.get(name);
      if (known) return known;
      // The others are done no sooner.
      const network = openNetwork(name, weights, name === "person-classes" ? (threads?.count ?? 1) : 1);
      opened.set(name, network);
      // It can be asked for again.
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

async function runModel(model: CompiledModel, values: Float32Array, shape: readonly number[]): Promise<Float32Array[]> {
  const input = new Tensor(values, [...shape]);
  const tensors = [input];
  try {
    const outputs = await model.run([input]);
    tensors.push(...outputs);
    // Copies: the runtime's memory is used again after `delete`.
    return outputs.map((output) => Float32Array.from(output.toTypedArray()));
  } finally {
    for (const tensor of tensors) tensor.delete();
  }
}

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
