/** Operators on single values: sums, products and activation functions. */
import {
  type Activation,
  floatsOf,
  inputOf,
  type OperatorOf,
  type Shape4,
  shape4Of,
  tensorAt,
} from "../../graph.ts";
import type { Conversion, Emitter } from "../activations.ts";
import { type Layout, toNchw } from "../activations.ts";
import type { OnnxModelBuilder } from "../model-builder.ts";

/** Returns the name of the activated value, which is the same name when there is no activation. */
export function activate(onnx: OnnxModelBuilder, name: string, activation: Activation): string {
  switch (activation) {
    case null:
      return name;
    case "RELU":
      return onnx.node("Relu", [name]);
    case "RELU6":
      return onnx.node("Clip", [
        name,
        onnx.floats(Float32Array.of(0), []),
        onnx.floats(Float32Array.of(6), []),
      ]);
  }
}

export const emitAdd: Emitter<"ADD"> = (operator, conversion) => {
  emitBinary("Add", operator, conversion);
};

export const emitMultiply: Emitter<"MUL"> = (operator, conversion) => {
  emitBinary("Mul", operator, conversion);
};

export const emitRelu: Emitter<"RELU"> = (operator, conversion) => {
  emitUnary("Relu", operator, conversion);
};

export const emitLogistic: Emitter<"LOGISTIC"> = (operator, conversion) => {
  emitUnary("Sigmoid", operator, conversion);
};

export const emitPrelu: Emitter<"PRELU"> = (operator, { graph, onnx, activations }) => {
  const input = inputOf(operator, 0);
  const [, , , channels] = shape4Of(graph, input);
  const slopes = floatsOf(graph, inputOf(operator, 1));
  if (slopes.length !== channels) {
    throw new Error("PRELU with a slope per position instead of per channel is not supported.");
  }
  const slopeName = onnx.floats(slopes, [channels, 1, 1]);
  activations.set(
    operator.output,
    "NCHW",
    onnx.node("PRelu", [activations.get(input, "NCHW"), slopeName]),
  );
};

function emitUnary(
  onnxOperator: string,
  operator: OperatorOf<"RELU"> | OperatorOf<"LOGISTIC">,
  { onnx, activations }: Conversion,
): void {
  const input = inputOf(operator, 0);
  const layout: Layout = activations.has(input, "NCHW") ? "NCHW" : "NHWC";
  activations.set(
    operator.output,
    layout,
    onnx.node(onnxOperator, [activations.get(input, layout)]),
  );
}

/** Computes in NCHW if one operand is available in it, otherwise in the order of TFLite. */
function emitBinary(
  onnxOperator: string,
  operator: OperatorOf<"ADD"> | OperatorOf<"MUL">,
  conversion: Conversion,
): void {
  const { onnx, activations } = conversion;
  const operands = [inputOf(operator, 0), inputOf(operator, 1)];
  const layout: Layout = operands.some((tensor) => activations.has(tensor, "NCHW"))
    ? "NCHW"
    : "NHWC";
  const names = operands.map((tensor) => operandName(tensor, layout, conversion));
  const result = activate(onnx, onnx.node(onnxOperator, names), operator.options.activation);
  activations.set(operator.output, layout, result);
}

function operandName(
  tensor: number,
  layout: Layout,
  { graph, onnx, activations }: Conversion,
): string {
  const { constant, shape } = tensorAt(graph, tensor);
  if (constant === null) {
    return activations.get(tensor, layout);
  }
  const values = floatsOf(graph, tensor);
  return onnx.floats(values, layout === "NHWC" ? shape : broadcastShapeNchw(shape));
}

/** Returns the NCHW shape of a constant that is broadcast over an activation. Its values stay in their order. */
function broadcastShapeNchw(shape: readonly number[]): Shape4 {
  const [channels = 1, width = 1, height = 1, batch = 1] = shape.toReversed();
  if (height * width !== 1 && channels !== 1) {
    throw new Error(
      `A constant operand of shape [${shape}] is not supported beside an activation.`,
    );
  }
  return toNchw([batch, height, width, channels]);
}
