/** The model runtime in a browser: networks cut from their pinned weight files and run by LiteRT. */
import { cutNetwork, describeNetwork, type NetworkName, type WeightId } from "@gradphoto/networks";
import { type CompiledModel, loadAndCompile, loadLiteRt, supportsFeature, Tensor } from "@litertjs/core";
import type { ModelRuntime, Network } from "../ports.ts";
import { type Files, runtimeFiles } from "./files.ts";
import { threadsHere } from "./threads.ts";

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
export async function createLiteRtRuntime(
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
