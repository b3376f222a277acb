/** Operators that gather values along an axis. */
import { inputOf, integersOf, tensorAt } from "../../graph.ts";
import { type Layout, nchwAxis } from "../activations.ts";
import type { Emitter } from "../emitter.ts";

/** Over the last dimension, as TFLite does it. */
export const emitSoftmax: Emitter<"SOFTMAX"> = (operator, { onnx, activations }) => {
  if (operator.options.beta !== 1) {
    throw new Error(`SOFTMAX with the factor ${operator.options.beta} instead of 1 is not supported.`);
  }
  const result = onnx.node("Softmax", [activations.get(inputOf(operator, 0), "NHWC")], { axis: -1 });
  activations.set(operator.output, "NHWC", result);
};

export const emitSum: Emitter<"SUM"> = (operator, { graph, onnx, activations }) => {
  const input = inputOf(operator, 0);
  const { keepDimensions } = operator.options;
  const rank = tensorAt(graph, input).shape.length;
  const axes = Array.from(integersOf(graph, inputOf(operator, 1)), (axis) => (axis + rank) % rank);
  const layout: Layout = keepDimensions && activations.has(input, "NCHW") ? "NCHW" : "NHWC";
  const layoutAxes = layout === "NCHW" ? axes.map((axis) => nchwAxis[axis]!) : axes;
  const result = onnx.node("ReduceSum", [activations.get(input, layout), onnx.integers(layoutAxes)], {
    keepdims: keepDimensions ? 1 : 0,
  });
  activations.set(operator.output, layout, result);
};
