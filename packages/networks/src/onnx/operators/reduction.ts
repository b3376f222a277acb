/** Operators that gather values along an axis. */
import { inputOf, integersOf, type OperatorOf, tensorAt } from "../../graph.ts";
import { type Layout, nchwAxis } from "../activations.ts";
import type { Conversion, Emitter } from "../emitter.ts";

/** Over the last dimension, as TFLite does it. */
export const emitSoftmax: Emitter<"SOFTMAX"> = (operator, { onnx, activations }) => {
  if (operator.options.beta !== 1) {
    throw new Error(`SOFTMAX with the factor ${operator.options.beta} instead of 1 is not supported.`);
  }
  const result = onnx.node("Softmax", [activations.get(inputOf(operator, 0), "NHWC")], { axis: -1 });
  activations.set(operator.output, "NHWC", result);
};

/** What is reduced over which axes; in the layout at hand where the result keeps its dimensions. */
function reduced(operator: OperatorOf<"SUM"> | OperatorOf<"MEAN">, { graph, activations }: Conversion) {
  const input = inputOf(operator, 0);
  const { keepDimensions } = operator.options;
  const rank = tensorAt(graph, input).shape.length;
  const axes = Array.from(integersOf(graph, inputOf(operator, 1)), (axis) => (axis + rank) % rank);
  const layout: Layout = keepDimensions && activations.has(input, "NCHW") ? "NCHW" : "NHWC";
  return {
    layout,
    axes: layout === "NCHW" ? axes.map((axis) => nchwAxis[axis]!) : axes,
    name: activations.get(input, layout),
    keepdims: keepDimensions ? 1 : 0,
  };
}

export const emitSum: Emitter<"SUM"> = (operator, conversion) => {
  const { onnx, activations } = conversion;
  const { layout, axes, name, keepdims } = reduced(operator, conversion);
  activations.set(operator.output, layout, onnx.node("ReduceSum", [name, onnx.integers(axes)], { keepdims }));
};

/** Its axes are an attribute in this operator set, not an input. */
export const emitMean: Emitter<"MEAN"> = (operator, conversion) => {
  const { onnx, activations } = conversion;
  const { layout, axes, name, keepdims } = reduced(operator, conversion);
  activations.set(operator.output, layout, onnx.node("ReduceMean", [name], { axes, keepdims }));
};
