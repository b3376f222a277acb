/** Decodes TFLite operators and their options. Refuses by name an operator that no network here uses. */
import type {
  Activation,
  Operator,
  OperatorOf,
  OperatorType,
  Size,
  WindowOptions,
} from "../graph.ts";
import type { FlatTable } from "./flat-table.ts";
import type { RawOperator } from "./model.ts";

// Operator numbers, option field numbers and enum values: schema.fbs of TensorFlow Lite, version 3.
const operatorTypes: Readonly<Record<number, OperatorType>> = {
  0: "ADD",
  2: "CONCATENATION",
  3: "CONV_2D",
  4: "DEPTHWISE_CONV_2D",
  9: "FULLY_CONNECTED",
  14: "LOGISTIC",
  17: "MAX_POOL_2D",
  18: "MUL",
  19: "RELU",
  22: "RESHAPE",
  23: "RESIZE_BILINEAR",
  25: "SOFTMAX",
  34: "PAD",
  39: "TRANSPOSE",
  40: "MEAN",
  45: "STRIDED_SLICE",
  54: "PRELU",
  67: "TRANSPOSE_CONV",
  74: "SUM",
  97: "RESIZE_NEAREST_NEIGHBOR",
};

type Ends = Pick<Operator, "inputs" | "output">;

const decoders: { [K in OperatorType]: (ends: Ends, options: FlatTable | null) => OperatorOf<K> } =
  {
    ADD: (ends, options) => ({
      ...ends,
      type: "ADD",
      options: { activation: activation(options, 0) },
    }),
    CONCATENATION: (ends, options) => {
      refuseActivation("CONCATENATION", activation(options, 1));
      return { ...ends, type: "CONCATENATION", options: { axis: options?.int32(0) ?? 0 } };
    },
    CONV_2D: (ends, options) => ({
      ...ends,
      type: "CONV_2D",
      options: { ...slidingWindow(options, 3), dilation: sizeAt(options, 4, 1) },
    }),
    DEPTHWISE_CONV_2D: (ends, options) => ({
      ...ends,
      type: "DEPTHWISE_CONV_2D",
      options: { ...slidingWindow(options, 4), dilation: sizeAt(options, 5, 1) },
    }),
    FULLY_CONNECTED: (ends, options) => ({
      ...ends,
      type: "FULLY_CONNECTED",
      options: { activation: activation(options, 0) },
    }),
    LOGISTIC: (ends) => ({ ...ends, type: "LOGISTIC", options: {} }),
    MAX_POOL_2D: (ends, options) => ({
      ...ends,
      type: "MAX_POOL_2D",
      options: { ...slidingWindow(options, 5), filter: sizeAt(options, 3, 0) },
    }),
    MEAN: (ends, options) => ({
      ...ends,
      type: "MEAN",
      options: { keepDims: options?.int8(0) === 1 },
    }),
    MUL: (ends, options) => ({
      ...ends,
      type: "MUL",
      options: { activation: activation(options, 0) },
    }),
    PAD: (ends) => ({ ...ends, type: "PAD", options: {} }),
    PRELU: (ends) => ({ ...ends, type: "PRELU", options: {} }),
    RELU: (ends) => ({ ...ends, type: "RELU", options: {} }),
    RESHAPE: (ends) => ({ ...ends, type: "RESHAPE", options: {} }),
    RESIZE_BILINEAR: (ends, options) => ({
      ...ends,
      type: "RESIZE_BILINEAR",
      options: { alignCorners: options?.int8(2) === 1, halfPixelCenters: options?.int8(3) === 1 },
    }),
    RESIZE_NEAREST_NEIGHBOR: (ends, options) => ({
      ...ends,
      type: "RESIZE_NEAREST_NEIGHBOR",
      options: { alignCorners: options?.int8(0) === 1, halfPixelCenters: options?.int8(1) === 1 },
    }),
    SOFTMAX: (ends, options) => ({
      ...ends,
      type: "SOFTMAX",
      options: { beta: options?.float32(0) ?? 0 },
    }),
    STRIDED_SLICE: (ends, options) => {
      const otherMasks = [2, 3, 4].map((slot) => options?.int32(slot) ?? 0);
      if (otherMasks.some((mask) => mask !== 0)) {
        throw new Error(
          "STRIDED_SLICE with an ellipsis, new-axis or shrink mask is not supported.",
        );
      }
      const masks = { beginMask: options?.int32(0) ?? 0, endMask: options?.int32(1) ?? 0 };
      return { ...ends, type: "STRIDED_SLICE", options: masks };
    },
    SUM: (ends, options) => ({
      ...ends,
      type: "SUM",
      options: { keepDims: options?.int8(0) === 1 },
    }),
    TRANSPOSE: (ends) => ({ ...ends, type: "TRANSPOSE", options: {} }),
    TRANSPOSE_CONV: (ends, options) => ({
      ...ends,
      type: "TRANSPOSE_CONV",
      options: slidingWindow(options, 3),
    }),
  };

/** Decodes an operator. Throws with its name when these networks do not use its kind. */
export function decodeOperator(raw: RawOperator): Operator {
  const type = raw.customCode === "" ? operatorTypes[raw.builtinCode] : undefined;
  if (type === undefined) {
    const name =
      raw.customCode === ""
        ? `number ${raw.builtinCode} of the TFLite schema`
        : `"${raw.customCode}"`;
    throw new Error(
      `The operator ${name} is not supported. Add it to tflite/operators.ts and onnx/operators/.`,
    );
  }
  const [output, ...others] = raw.outputs;
  if (output === undefined || others.length > 0) {
    throw new Error(
      `The operator ${type} has ${raw.outputs.length} outputs instead of one. Check the weight file.`,
    );
  }
  return decoders[type]({ inputs: raw.inputs, output }, raw.builtinOptions);
}

function activation(options: FlatTable | null, slot: number): Activation {
  const code = options?.int8(slot) ?? 0;
  switch (code) {
    case 0:
      return null;
    case 1:
      return "RELU";
    case 3:
      return "RELU6";
    default:
      throw new Error(`The fused activation number ${code} of the TFLite schema is not supported.`);
  }
}

function refuseActivation(type: OperatorType, match: Activation): void {
  if (match !== null) {
    throw new Error(`${type} with a fused activation is not supported.`);
  }
}

function slidingWindow(options: FlatTable | null, activationSlot: number): WindowOptions {
  return {
    padding: options === null || options.int8(0) === 0 ? "SAME" : "VALID",
    stride: sizeAt(options, 1, 0),
    activation: activation(options, activationSlot),
  };
}

/** Reads width and height from two consecutive slots. */
function sizeAt(options: FlatTable | null, widthSlot: number, otherwise: number): Size {
  return {
    width: options?.int32(widthSlot, otherwise) ?? otherwise,
    height: options?.int32(widthSlot + 1, otherwise) ?? otherwise,
  };
}
