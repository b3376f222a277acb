/** Writes a typed graph as ONNX bytes. */
import { type Graph, type OperatorOf, type OperatorType, tensorAt } from "../graph.ts";
import type { Conversion, Emitter } from "./activations.ts";
import { Activations } from "./activations.ts";
import { OnnxModelBuilder } from "./model-builder.ts";
import {
  emitConvolution,
  emitDepthwiseConvolution,
  emitFullyConnected,
  emitMaxPool,
  emitTransposedConvolution,
} from "./operators/convolution.ts";
import {
  emitAdd,
  emitLogistic,
  emitMultiply,
  emitPrelu,
  emitRelu,
} from "./operators/elementwise.ts";
import {
  emitConcatenation,
  emitMean,
  emitPad,
  emitReshape,
  emitResizeBilinear,
  emitResizeNearest,
  emitSoftmax,
  emitStridedSlice,
  emitSum,
  emitTranspose,
} from "./operators/shape.ts";

const emitters: { readonly [K in OperatorType]: Emitter<K> } = {
  ADD: emitAdd,
  CONCATENATION: emitConcatenation,
  CONV_2D: emitConvolution,
  DEPTHWISE_CONV_2D: emitDepthwiseConvolution,
  FULLY_CONNECTED: emitFullyConnected,
  LOGISTIC: emitLogistic,
  MAX_POOL_2D: emitMaxPool,
  MEAN: emitMean,
  MUL: emitMultiply,
  PAD: emitPad,
  PRELU: emitPrelu,
  RELU: emitRelu,
  RESHAPE: emitReshape,
  RESIZE_BILINEAR: emitResizeBilinear,
  RESIZE_NEAREST_NEIGHBOR: emitResizeNearest,
  SOFTMAX: emitSoftmax,
  STRIDED_SLICE: emitStridedSlice,
  SUM: emitSum,
  TRANSPOSE: emitTranspose,
  TRANSPOSE_CONV: emitTransposedConvolution,
};

/**
 * Returns ONNX bytes with the inputs "in0", "in1"... and the outputs "out0", "out1"..., all float32 in TFLite's own
 * order.
 */
export function writeOnnx(graph: Graph): Uint8Array {
  const onnx = new OnnxModelBuilder();
  const activations = new Activations(graph, onnx);
  const conversion: Conversion = { graph, onnx, activations };
  graph.inputs.forEach((tensor, i) => {
    onnx.input(`in${i}`, tensorAt(graph, tensor).shape);
    activations.set(tensor, "NHWC", `in${i}`);
  });
  for (const operator of graph.operators) {
    emit(operator, conversion);
  }
  graph.outputs.forEach((tensor, i) => {
    onnx.output(`out${i}`, tensorAt(graph, tensor).shape, activations.get(tensor, "NHWC"));
  });
  return onnx.toBytes();
}

function emit<K extends OperatorType>(operator: OperatorOf<K>, conversion: Conversion): void {
  emitters[operator.type](operator, conversion);
}
