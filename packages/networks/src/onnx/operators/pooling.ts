/** Maximum pooling. */
import { inputOf, shape4Of } from "../../graph.ts";
import type { Emitter } from "../emitter.ts";
import { windowPads } from "../window-padding.ts";
import { activate } from "./fused-activation.ts";

export const emitMaxPool: Emitter<"MAX_POOL_2D"> = (operator, { graph, onnx, activations }) => {
  const { options, output } = operator;
  const input = inputOf(operator, 0);
  const [, inputHeight, inputWidth] = shape4Of(graph, input);
  const [, outputHeight, outputWidth] = shape4Of(graph, output);
  const result = onnx.node("MaxPool", [activations.get(input, "NCHW")], {
    kernel_shape: [options.filterHeight, options.filterWidth],
    strides: [options.strideHeight, options.strideWidth],
    pads: windowPads(
      options.padding,
      {
        inputSize: inputHeight,
        outputSize: outputHeight,
        stride: options.strideHeight,
        filterSize: options.filterHeight,
        dilation: 1,
      },
      {
        inputSize: inputWidth,
        outputSize: outputWidth,
        stride: options.strideWidth,
        filterSize: options.filterWidth,
        dilation: 1,
      },
    ),
  });
  activations.set(output, "NCHW", activate(onnx, result, options.activation));
};
