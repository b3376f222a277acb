/** Convolutions. Weights are stored as (output, height, width, input) in TFLite and with the channels first in ONNX. */
import {
  floatsOf,
  inputOf,
  type OperatorOf,
  optionalInputOf,
  type Padding,
  type Shape4,
  type Size,
  shape4Of,
  sizeOf,
  tensorAt,
} from "../../graph.ts";
import type { Conversion, Emitter } from "../activations.ts";
import { valuesOfCodes } from "../codes.ts";
import { activate } from "./elementwise.ts";

/** Sliding window for ONNX: its attributes, and TFLite's padding made explicit. */
export interface SlidingWindow {
  readonly padding: Padding;
  readonly filter: Size;
  readonly stride: Size;
  readonly dilation: Size;
}

/**
 * Returns the ONNX `pads` (top, left, bottom, right) of a convolution or pooling that turns a map of size `input` into
 * `output`. For SAME, the total is what the last window lacks; an odd sample is after the input (TFLite's
 * ComputePadding).
 */
export function windowPads(window: SlidingWindow, input: Size, output: Size): number[] {
  if (window.padding === "VALID") {
    return [0, 0, 0, 0];
  }
  const vertical = totalPadding(window, input, output, "height");
  const horizontal = totalPadding(window, input, output, "width");
  const top = vertical >> 1;
  const left = horizontal >> 1;
  return [top, left, vertical - top, horizontal - left];
}

/** Returns the ONNX `pads` of a transposed convolution, which is the convolution from its output back to its input. */
export function transposedWindowPads(window: SlidingWindow, input: Size, output: Size): number[] {
  return windowPads(window, output, input);
}

/** Returns the ONNX attributes that describe the window, without its pads. */
function windowAttributes({
  filter,
  stride,
  dilation,
}: SlidingWindow): Record<string, readonly number[]> {
  return {
    kernel_shape: [filter.height, filter.width],
    strides: [stride.height, stride.width],
    dilations: [dilation.height, dilation.width],
  };
}

function totalPadding(
  { filter, stride, dilation }: SlidingWindow,
  input: Size,
  output: Size,
  axis: keyof Size,
): number {
  const reach = (filter[axis] - 1) * dilation[axis] + 1;
  return Math.max((output[axis] - 1) * stride[axis] + reach - input[axis], 0);
}

/**
 * Emits a dense layer. Weights are stored as (output, input), as a Gemm with a transposed second operand takes them.
 */
export const emitFullyConnected: Emitter<"FULLY_CONNECTED"> = (
  operator,
  { graph, onnx, activations },
) => {
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

/** Emits maximum pooling. */
export const emitMaxPool: Emitter<"MAX_POOL_2D"> = (operator, { graph, onnx, activations }) => {
  const { options, output } = operator;
  const input = inputOf(operator, 0);
  const window = { ...options, dilation: { height: 1, width: 1 } };
  const result = onnx.node("MaxPool", [activations.get(input, "NCHW")], {
    ...windowAttributes(window),
    pads: windowPads(window, sizeOf(graph, input), sizeOf(graph, output)),
  });
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
};

export const emitConvolution: Emitter<"CONV_2D"> = (operator, conversion) => {
  emitWindowed(operator, conversion, [0, 3, 1, 2], 1);
};

/**
 * Emits a depthwise convolution with one group per input channel. TFLite orders the output channels as ONNX groups do.
 */
export const emitDepthwiseConvolution: Emitter<"DEPTHWISE_CONV_2D"> = (operator, conversion) => {
  const [, , , channels] = shape4Of(conversion.graph, inputOf(operator, 0));
  emitWindowed(operator, conversion, [3, 0, 1, 2], channels);
};

/** Emits a TFLite TRANSPOSE_CONV. Its inputs are output shape, weights, activation, and an optional bias. */
export const emitTransposedConvolution: Emitter<"TRANSPOSE_CONV"> = (operator, conversion) => {
  const { graph, onnx, activations } = conversion;
  const { options, output } = operator;
  const input = inputOf(operator, 2);
  const weights = inputOf(operator, 1);
  const window = { ...options, filter: sizeOf(graph, weights), dilation: { height: 1, width: 1 } };
  const names = [
    activations.get(input, "NCHW"),
    weightName(conversion, weights, [3, 0, 1, 2]),
    ...biasName(conversion, optionalInputOf(operator, 3)),
  ];
  const result = onnx.node("ConvTranspose", names, {
    ...windowAttributes(window),
    pads: transposedWindowPads(window, sizeOf(graph, input), sizeOf(graph, output)),
  });
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
};

function emitWindowed(
  operator: OperatorOf<"CONV_2D"> | OperatorOf<"DEPTHWISE_CONV_2D">,
  conversion: Conversion,
  weightOrder: Shape4,
  group: number,
): void {
  const { graph, onnx, activations } = conversion;
  const { options, output } = operator;
  const input = inputOf(operator, 0);
  const weights = inputOf(operator, 1);
  const window = { ...options, filter: sizeOf(graph, weights) };
  const names = [
    activations.get(input, "NCHW"),
    weightName(conversion, weights, weightOrder),
    ...biasName(conversion, optionalInputOf(operator, 2)),
  ];
  const result = onnx.node("Conv", names, {
    ...windowAttributes(window),
    group,
    pads: windowPads(window, sizeOf(graph, input), sizeOf(graph, output)),
  });
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
}

/** Returns one name, or none when there is no bias. */
function biasName({ graph, onnx }: Conversion, tensor: number | null): string[] {
  if (tensor === null) {
    return [];
  }
  const { constant, codes } = tensorAt(graph, tensor);
  if (constant instanceof Int32Array && codes !== undefined) {
    return [valuesOfCodes(onnx, constant, [constant.length], codes)];
  }
  const values = floatsOf(graph, tensor);
  return [onnx.floats(values, [values.length])];
}

function weightName({ graph, onnx }: Conversion, tensor: number, order: Shape4): string {
  const shape = shape4Of(graph, tensor);
  const permutedShape = order.map((dimension) => shape[dimension]!);
  const { constant, codes } = tensorAt(graph, tensor);
  if (constant instanceof Int8Array && codes !== undefined) {
    return valuesOfCodes(
      onnx,
      permuted(constant, shape, order, new Int8Array(constant.length)),
      permutedShape,
      codes,
    );
  }
  const values = floatsOf(graph, tensor);
  return onnx.floats(
    permuted(values, shape, order, new Float32Array(values.length)),
    permutedShape,
  );
}

/**
 * Fills `result` with the values, their four dimensions reordered, and returns it. Its dimension i is dimension
 * order[i] of the source.
 */
function permuted<T extends Float32Array | Int8Array>(
  values: T,
  shape: Shape4,
  order: Shape4,
  result: T,
): T {
  const strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
  const [size0, size1, size2, size3] = [
    shape[order[0]]!,
    shape[order[1]]!,
    shape[order[2]]!,
    shape[order[3]]!,
  ];
  const [step0, step1, step2, step3] = [
    strides[order[0]]!,
    strides[order[1]]!,
    strides[order[2]]!,
    strides[order[3]]!,
  ];
  let position = 0;
  for (let i = 0; i < size0; i++) {
    for (let j = 0; j < size1; j++) {
      for (let k = 0; k < size2; k++) {
        const row = i * step0 + j * step1 + k * step2;
        for (let l = 0; l < size3; l++) {
          result[position++] = values[row + l * step3]!;
        }
      }
    }
  }
  return result;
}
