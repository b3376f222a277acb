/** Runs a converted network in ONNX Runtime, for tests only. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { ConvertedNetwork } from "../../../packages/networks/src/networks.ts";

/** Returns the outputs of the network for each input, in the documented order. */
export async function runConverted(
  network: ConvertedNetwork,
  inputs: readonly Float32Array[],
): Promise<Float32Array[][]> {
  const session = await InferenceSession.create(network.onnx, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  const results: Float32Array[][] = [];
  for (const values of inputs) {
    const outputs = await session.run({ in0: new Tensor("float32", values, network.inputShape) });
    results.push(network.outputs.map((_, i) => floatsOf(outputs[`out${i}`])));
  }
  await session.release();
  return results;
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) {
    throw new Error("The converted network gives no float output under the documented name.");
  }
  return tensor.data;
}
