/** A dense layer: weights are stored (output, input), as a Gemm with a transposed second operand takes them. */
import { floatsOf, inputOf, optionalInputOf, tensorAt } from "../../graph.ts";
import type { Emitter } from "../emitter.ts";
import { activate } from "./fused-activation.ts";

export const emitFullyConnected: Emitter<"FULLY_CONNECTED"> = (operator, { graph, onnx, activations }) => {
  const weights = inputOf(operator, 1);
  const bias = optionalInputOf(operator, 2);
  const names = [
    activations.get(inputOf(operator, 0), "NHWC"),
    onnx.floats(floatsOf(graph, weights), tensorAt(graph, weights).shape),
    ...(bias === null ? [] : [onnx.floats(floatsOf(graph, bias), tensorAt(graph, bias).shape)]),
  ];
  const result = onnx.node("Gemm", names, { transB: 1 });
  activations.set(operator.output, "NHWC", activate(onnx, result, operator.options.activation));
};
