/** Operators that move, join or drop values without computing. */
import { inputOf, integersOf, tensorAt } from "../../graph.ts";
import { type Layout, nchwAxis, toNchw } from "../activations.ts";
import type { Emitter } from "../emitter.ts";

export const emitReshape: Emitter<"RESHAPE"> = (operator, { graph, onnx, activations }) => {
  const { shape } = tensorAt(graph, operator.output);
  const result = onnx.node("Reshape", [activations.get(inputOf(operator, 0), "NHWC"), onnx.integers(shape)]);
  activations.set(operator.output, "NHWC", result);
};

export const emitTranspose: Emitter<"TRANSPOSE"> = (operator, { graph, onnx, activations }) => {
  const order = Array.from(integersOf(graph, inputOf(operator, 1)));
  const result = onnx.node("Transpose", [activations.get(inputOf(operator, 0), "NHWC")], { perm: order });
  activations.set(operator.output, "NHWC", result);
};

export const emitConcatenation: Emitter<"CONCATENATION"> = (operator, { graph, onnx, activations }) => {
  const { output, inputs, options } = operator;
  const rank = tensorAt(graph, output).shape.length;
  const axis = (options.axis + rank) % rank;
  const layout: Layout = inputs.some((tensor) => activations.has(tensor, "NCHW")) && rank === 4 ? "NCHW" : "NHWC";
  const names = inputs.map((tensor) => activations.get(tensor, layout));
  const result = onnx.node("Concat", names, { axis: layout === "NCHW" ? nchwAxis[axis]! : axis });
  activations.set(output, layout, result);
};

/** Zero padding; TFLite stores (before, after) for each of the dimensions N, H, W, C. */
export const emitPad: Emitter<"PAD"> = (operator, { graph, onnx, activations }) => {
  const amounts = integersOf(graph, inputOf(operator, 1));
  if (amounts.length !== 8) {
    throw new Error("PAD of anything but four dimensions is not supported.");
  }
  const previous = toNchw([amounts[0]!, amounts[2]!, amounts[4]!, amounts[6]!]);
  const after = toNchw([amounts[1]!, amounts[3]!, amounts[5]!, amounts[7]!]);
  const pads = onnx.integers([...previous, ...after]);
  const result = onnx.node("Pad", [activations.get(inputOf(operator, 0), "NCHW"), pads]);
  activations.set(operator.output, "NCHW", result);
};

/** A set bit of a mask stands for the whole range of its dimension. */
export const emitStridedSlice: Emitter<"STRIDED_SLICE"> = (operator, { graph, onnx, activations }) => {
  const input = inputOf(operator, 0);
  const { shape } = tensorAt(graph, input);
  const { beginMask, endMask } = operator.options;
  const begins = Array.from(integersOf(graph, inputOf(operator, 1)), (begin, i) => ((beginMask >> i) & 1 ? 0 : begin));
  const ends = Array.from(integersOf(graph, inputOf(operator, 2)), (end, i) => ((endMask >> i) & 1 ? shape[i]! : end));
  const strides = Array.from(integersOf(graph, inputOf(operator, 3)));
  if (strides.some((stride) => stride < 1)) {
    throw new Error("STRIDED_SLICE with a negative stride is not supported.");
  }
  const axes = shape.map((_, axis) => axis);
  const bounds = [begins, ends, axes, strides].map((values) => onnx.integers(values));
  const result = onnx.node("Slice", [activations.get(input, "NHWC"), ...bounds]);
  activations.set(operator.output, "NHWC", result);
};
