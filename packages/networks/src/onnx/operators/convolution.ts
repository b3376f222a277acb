/** Convolutions: weights are stored (output, height, width, input) in TFLite and channels first in ONNX. */
import {
  type ConvolutionOptions,
  floatsOf,
  inputOf,
  type OperatorOf,
  optionalInputOf,
  type Shape4,
  shape4Of,
} from "../../graph.ts";
import type { Conversion, Emitter } from "../emitter.ts";
import { transposedWindowPads, windowPads } from "../window-padding.ts";
import { activate } from "./fused-activation.ts";

export const emitConvolution: Emitter<"CONV_2D"> = (operator, conversion) => {
  emitWindowed(operator, conversion, [0, 3, 1, 2], 1);
};

/** One group per input channel; TFLite orders the output channels the way ONNX groups do. */
export const emitDepthwiseConvolution: Emitter<"DEPTHWISE_CONV_2D"> = (operator, conversion) => {
  const [, , , channels] = shape4Of(conversion.graph, inputOf(operator, 0));
  emitWindowed(operator, conversion, [3, 0, 1, 2], channels);
};

/** Inputs of a TFLite TRANSPOSE_CONV: output shape, weights, activation, bias (optional). */
export const emitTransposedConvolution: Emitter<"TRANSPOSE_CONV"> = (operator, conversion) => {
  const { graph, onnx, activations } = conversion;
  const { options, output } = operator;
  const input = inputOf(operator, 2);
  const [, inputHeight, inputWidth] = shape4Of(graph, input);
  const [, outputHeight, outputWidth] = shape4Of(graph, output);
  const [, filterHeight, filterWidth] = shape4Of(graph, inputOf(operator, 1));
  const result = onnx.node(
    "ConvTranspose",
    [
      activations.get(input, "NCHW"),
      weights(conversion, inputOf(operator, 1), [3, 0, 1, 2]),
      ...bias(conversion, optionalInputOf(operator, 3)),
    ],
    {
      kernel_shape: [filterHeight, filterWidth],
      strides: [options.strideHeight, options.strideWidth],
      pads: transposedWindowPads(
        options.padding,
        {
          inputSize: inputHeight,
          outputSize: outputHeight,
          stride: options.strideHeight,
          filterSize: filterHeight,
          dilation: 1,
        },
        {
          inputSize: inputWidth,
          outputSize: outputWidth,
          stride: options.strideWidth,
          filterSize: filterWidth,
          dilation: 1,
        },
      ),
    },
  );
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
};

function emitWindowed(
  operator: OperatorOf<"CONV_2D"> | OperatorOf<"DEPTHWISE_CONV_2D">,
  conversion: Conversion,
  weightOrder: Shape4,
  group: number,
): void {
  const { graph, onnx, activations } = conversion;
  const { output } = operator;
  const options: ConvolutionOptions = operator.options;
  const input = inputOf(operator, 0);
  const [, inputHeight, inputWidth] = shape4Of(graph, input);
  const [, outputHeight, outputWidth] = shape4Of(graph, output);
  const [, filterHeight, filterWidth] = shape4Of(graph, inputOf(operator, 1));
  const result = onnx.node(
    "Conv",
    [
      activations.get(input, "NCHW"),
      weights(conversion, inputOf(operator, 1), weightOrder),
      ...bias(conversion, optionalInputOf(operator, 2)),
    ],
    {
      group,
      kernel_shape: [filterHeight, filterWidth],
      strides: [options.strideHeight, options.strideWidth],
      dilations: [options.dilationHeight, options.dilationWidth],
      pads: windowPads(
        options.padding,
        {
          inputSize: inputHeight,
          outputSize: outputHeight,
          stride: options.strideHeight,
          filterSize: filterHeight,
          dilation: options.dilationHeight,
        },
        {
          inputSize: inputWidth,
          outputSize: outputWidth,
          stride: options.strideWidth,
          filterSize: filterWidth,
          dilation: options.dilationWidth,
        },
      ),
    },
  );
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
}

function bias({ graph, onnx }: Conversion, tensor: number | null): string[] {
  if (tensor === null) {
    return [];
  }
  const values = floatsOf(graph, tensor);
  return [onnx.floats(values, [values.length])];
}

function weights({ graph, onnx }: Conversion, tensor: number, order: Shape4): string {
  const shape = shape4Of(graph, tensor);
  const permutedShape = order.map((dimension) => shape[dimension]!);
  return onnx.floats(permuted(floatsOf(graph, tensor), shape, order), permutedShape);
}

/** The values with their four dimensions reordered: dimension i of the result is dimension order[i] of the source. */
function permuted(values: Float32Array, shape: Shape4, order: Shape4): Float32Array {
  const strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
  const [size0, size1, size2, size3] = [shape[order[0]]!, shape[order[1]]!, shape[order[2]]!, shape[order[3]]!];
  const [step0, step1, step2, step3] = [strides[order[0]]!, strides[order[1]]!, strides[order[2]]!, strides[order[3]]!];
  const result = new Float32Array(values.length);
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
