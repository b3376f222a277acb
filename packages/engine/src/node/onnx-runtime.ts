/**
 * Model runtime on Node. Networks are converted from their pinned weights, loaded from their files and run by
 * onnxruntime.
 */
import { describeNetwork, type NetworkName } from "@gradphoto/networks";
import { openNetwork } from "@gradphoto/networks/node";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { ModelRuntime } from "../ports.ts";

/** Options of a session. Without the arena memory stays constant, at the same speed. */
const sessionOptions: InferenceSession.SessionOptions = {
  interOpNumThreads: 1,
  graphOptimizationLevel: "all",
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
  // A waiting thread sleeps, because spinning would take the core from others.
  extra: { session: { intra_op: { allow_spinning: "0" } } },
};

/** Networks that gain from a second thread; the others finish before it has woken. */
const largeNetworks: readonly NetworkName[] = ["person-classes"];
/** Maximum number of threads. Outputs are bit-identical with one thread and with two; more were not tested. */
export const mostThreads = 2;

/**
 * Creates the runtime. `threads` is the number of cores that a large network may use at once, up to two; results do not
 * depend on it.
 */
export const createOnnxRuntime = (threads: number): ModelRuntime => ({
  async load(name) {
    const { inputShape, outputs } = describeNetwork(name);
    const opened = openNetwork(name);
    const intraOpNumThreads = largeNetworks.includes(name) ? Math.min(threads, mostThreads) : 1;
    const options = { ...sessionOptions, intraOpNumThreads };
    const open = () =>
      typeof opened === "string"
        ? InferenceSession.create(opened, options)
        : InferenceSession.create(opened, options);
    // The session is opened on first use, so that an idle engine holds no network in memory.
    let session: ReturnType<typeof open> | null = null;
    return {
      async run(input) {
        // A failed opening, for example out of memory, is retried with the next photo.
        session ??= open().catch((error: unknown) => {
          session = null;
          throw error;
        });
        const results = await (await session).run({
          in0: new Tensor("float32", input, inputShape),
        });
        return outputs.map((_, i) => {
          const values = results[`out${i}`]?.data;
          if (!(values instanceof Float32Array))
            throw new Error(`network ${name} returned no float output ${i}`);
          return values;
        });
      },
    };
  },
});
