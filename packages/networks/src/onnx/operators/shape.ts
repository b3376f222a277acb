/** Operators that move, join or drop values without computing. */
import { inputOf, integersOf, type OperatorOf, shape4Of, tensorAt } from "../../graph.ts";
import type { Conversion, Emitter } from "../activations.ts";
import { type Layout, nchwAxis, toNchw } from "../activations.ts";
import type { Attribute } from "../model-builder.ts";

/** Emits an enlargement of feature maps. */
export const emitResizeBilinear: Emitter<"RESIZE_BILINEAR"> = (operator, conversion) => {
  const { alignCorners, halfPixelCenters } = operator.options;
  const unaligned = halfPixelCenters ? "half_pixel" : "asymmetric";
  emitResize(inputOf(operator, 0), operator.output, conversion, {
    mode: "linear",
    coordinate_transformation_mode: alignCorners ? "align_corners" : unaligned,
  });
};

/**
 * Emits an enlargement by the nearest sample. For integer factors all coordinate rules of TFLite except align-corners
 * pick the sample that "asymmetric, floor" picks.
 */
export const emitResizeNearest: Emitter<"RESIZE_NEAREST_NEIGHBOR"> = (operator, conversion) => {
  const input = inputOf(operator, 0);
  const scales = resizeScales(input, operator.output, conversion);
  if (operator.options.alignCorners || !scales.every(Number.isInteger)) {
    throw new Error(
      "RESIZE_NEAREST_NEIGHBOR is supported for whole factors without align-corners only.",
    );
  }
  emitResize(input, operator.output, conversion, {
    mode: "nearest",
    coordinate_transformation_mode: "asymmetric",
    nearest_mode: "floor",
  });
};

/** Emits scales, not sizes, because ONNX Runtime takes its fast path for blocked data only for scales. */
function emitResize(
  input: number,
  output: number,
  conversion: Conversion,
  attributes: Readonly<Record<string, Attribute>>,
): void {
  const { onnx, activations } = conversion;
  const scales = resizeScales(input, output, conversion);
  const scaleName = onnx.floats(Float32Array.of(1, 1, ...scales), [4]);
  activations.set(
    output,
    "NCHW",
    onnx.node("Resize", [activations.get(input, "NCHW"), "", scaleName], attributes),
  );
}

function resizeScales(input: number, output: number, { graph }: Conversion): [number, number] {
  const [, inputHeight, inputWidth] = shape4Of(graph, input);
  const [, outputHeight, outputWidth] = shape4Of(graph, output);
  return [outputHeight / inputHeight, outputWidth / inputWidth];
}

/** Emits a softmax over the last dimension, as in TFLite. */
export const emitSoftmax: Emitter<"SOFTMAX"> = (operator, { onnx, activations }) => {
  if (operator.options.beta !== 1) {
    throw new Error(
      `SOFTMAX with the factor ${operator.options.beta} instead of 1 is not supported.`,
    );
  }
  const result = onnx.node("Softmax", [activations.get(inputOf(operator, 0), "NHWC")], {
    axis: -1,
  });
  activations.set(operator.output, "NHWC", result);
};

/** Returns the reduced value and its axes, in the available layout if the result retains its dimensions. */
function reduced(
  operator: OperatorOf<"SUM"> | OperatorOf<"MEAN">,
  { graph, activations }: Conversion,
) {
  const input = inputOf(operator, 0);
  const { keepDims } = operator.options;
  const rank = tensorAt(graph, input).shape.length;
  const axes = Array.from(integersOf(graph, inputOf(operator, 1)), (axis) => (axis + rank) % rank);
  const layout: Layout = keepDims && activations.has(input, "NCHW") ? "NCHW" : "NHWC";
  return {
    layout,
    axes: layout === "NCHW" ? axes.map((axis) => nchwAxis[axis]!) : axes,
    name: activations.get(input, layout),
    keepdims: keepDims ? 1 : 0,
  };
}

export const emitSum: Emitter<"SUM"> = (operator, conversion) => {
  const { onnx, activations } = conversion;
  const { layout, axes, name, keepdims } = reduced(operator, conversion);
  activations.set(
    operator.output,
    layout,
    onnx.node("ReduceSum", [name, onnx.integers(axes)], { keepdims }),
  );
};

/** Emits a mean. Its axes are an attribute in this operator set, not an input. */
export const emitMean: Emitter<"MEAN"> = (operator, conversion) => {
  const { onnx, activations } = conversion;
  const { layout, axes, name, keepdims } = reduced(operator, conversion);
  activations.set(operator.output, layout, onnx.node("ReduceMean", [name], { axes, keepdims }));
};

export const emitReshape: Emitter<"RESHAPE"> = (operator, { graph, onnx, activations }) => {
  const { shape } = tensorAt(graph, operator.output);
  const result = onnx.node("Reshape", [
    activations.get(inputOf(operator, 0), "NHWC"),
    onnx.integers(shape),
  ]);
  activations.set(operator.output, "NHWC", result);
};

export const emitTranspose: Emitter<"TRANSPOSE"> = (operator, { graph, onnx, activations }) => {
  const order = Array.from(integersOf(graph, inputOf(operator, 1)));
  const result = onnx.node("Transpose", [activations.get(inputOf(operator, 0), "NHWC")], {
    perm: order,
  });
  activations.set(operator.output, "NHWC", result);
};

export const emitConcatenation: Emitter<"CONCATENATION"> = (
  operator,
  { graph, onnx, activations },
) => {
  const { output, inputs, options } = operator;
  const rank = tensorAt(graph, output).shape.length;
  const axis = (options.axis + rank) % rank;
  const layout: Layout =
    inputs.some((tensor) => activations.has(tensor, "NCHW")) && rank === 4 ? "NCHW" : "NHWC";
  const names = inputs.map((tensor) => activations.get(tensor, layout));
  const result = onnx.node("Concat", names, { axis: layout === "NCHW" ? nchwAxis[axis]! : axis });
  activations.set(output, layout, result);
};

/** Emits zero padding. TFLite stores (before, after) for each of the dimensions N, H, W, C. */
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

/** Emits a strided slice. A set bit of a mask stands for the complete range of its dimension. */
export const emitStridedSlice: Emitter<"STRIDED_SLICE"> = (
  operator,
  { graph, onnx, activations },
) => {
  const input = inputOf(operator, 0);
  const { shape } = tensorAt(graph, input);
  const { beginMask, endMask } = operator.options;
  const begins = Array.from(integersOf(graph, inputOf(operator, 1)), (begin, i) =>
    (beginMask >> i) & 1 ? 0 : begin,
  );
  const ends = Array.from(integersOf(graph, inputOf(operator, 2)), (end, i) =>
    (endMask >> i) & 1 ? shape[i]! : end,
  );
  const strides = Array.from(integersOf(graph, inputOf(operator, 3)));
  if (strides.some((stride) => stride < 1)) {
    throw new Error("STRIDED_SLICE with a negative stride is not supported.");
  }
  const axes = shape.map((_, axis) => axis);
  const bounds = [begins, ends, axes, strides].map((values) => onnx.integers(values));
  const result = onnx.node("Slice", [activations.get(input, "NHWC"), ...bounds]);
  activations.set(operator.output, "NHWC", result);
};
