/** The model runtime on Node: networks converted from their pinned weights, run by onnxruntime on one thread. */
import { describeNetwork } from "@gradphoto/networks";
import { openNetwork } from "@gradphoto/networks/node";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { ModelRuntime } from "../ports.ts";

/** Without the arena memory stays flat and the networks run as fast. */
const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: "all",
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
};

export const onnxRuntime: ModelRuntime = {
  async load(name) {
    const { inputShape, outputs } = describeNetwork(name);
    const opened = openNetwork(name);
    const session = await (typeof opened === "string"
      ? InferenceSession.create(opened, sessionOptions)
      : InferenceSession.create(opened, sessionOptions));
    return {
      async run(input) {
        const results = await session.run({ in0: new Tensor("float32", input, inputShape) });
        return outputs.map((_, i) => {
          const values = results[`out${i}`]?.data;
          if (!(values instanceof Float32Array)) throw new Error(`network ${name} gave no float output ${i}`);
          return values;
        });
      },
    };
  },
};
