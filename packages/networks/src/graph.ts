/** Network between reading and writing: tensors in TFLite order (NHWC) and typed operators in running order. */

export type Activation = "RELU" | "RELU6" | null;
export type Padding = "SAME" | "VALID";

/** Height and width, in samples. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Options of a window that slides over its input. */
export interface WindowOptions {
  readonly padding: Padding;
  readonly stride: Size;
  readonly activation: Activation;
}

export interface ConvolutionOptions extends WindowOptions {
  readonly dilation: Size;
}

export interface PoolOptions extends WindowOptions {
  readonly filter: Size;
}

type NoOptions = Record<string, never>;

/** Every operator that the networks of this package use, with its options. */
export interface OptionsByType {
  ADD: { activation: Activation };
  CONCATENATION: { axis: number };
  CONV_2D: ConvolutionOptions;
  DEPTHWISE_CONV_2D: ConvolutionOptions;
  FULLY_CONNECTED: { activation: Activation };
  LOGISTIC: NoOptions;
  MAX_POOL_2D: PoolOptions;
  MEAN: { keepDims: boolean };
  MUL: { activation: Activation };
  PAD: NoOptions;
  PRELU: NoOptions;
  RELU: NoOptions;
  RESHAPE: NoOptions;
  RESIZE_BILINEAR: { alignCorners: boolean; halfPixelCenters: boolean };
  RESIZE_NEAREST_NEIGHBOR: { alignCorners: boolean; halfPixelCenters: boolean };
  SOFTMAX: { beta: number };
  STRIDED_SLICE: { beginMask: number; endMask: number };
  SUM: { keepDims: boolean };
  TRANSPOSE: NoOptions;
  TRANSPOSE_CONV: WindowOptions;
}

export type OperatorType = keyof OptionsByType;

export interface OperatorOf<K extends OperatorType> {
  readonly type: K;
  readonly options: OptionsByType[K];
  /** Tensor numbers. -1 stands for an optional input that is absent. */
  readonly inputs: readonly number[];
  readonly output: number;
}

export type Operator = { [K in OperatorType]: OperatorOf<K> }[OperatorType];

export type ConstantValues = Float32Array | Int32Array | Int8Array;

/** Representation of values by integers: value = scale * (code - zeroPoint). */
export interface Codes {
  /** One scale for an activation. One per output channel for the constants of a convolution, whose zero point is 0. */
  readonly scales: Float32Array;
  readonly zeroPoint: number;
}

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Values of a constant in row-major order, or their codes. null for an activation. */
  readonly constant: ConstantValues | null;
  /** Codes: an activation is rounded to codes 0..255, a constant contains codes. Absent for plain values. */
  readonly codes?: Codes;
}

export interface Graph {
  readonly tensors: readonly Tensor[];
  readonly operators: readonly Operator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** Returns the tensor with this number. Throws when the file refers to a tensor that it does not have. */
export function tensorAt(graph: Graph, index: number): Tensor {
  const tensor = graph.tensors[index];
  if (tensor === undefined) {
    throw new Error(
      `The network names tensor ${index}, but has only ${graph.tensors.length}. Check the weight file.`,
    );
  }
  return tensor;
}

/** Returns the tensor number of a required input. Throws when the operator lacks it. */
export function inputOf(operator: Operator, position: number): number {
  const index = operator.inputs[position];
  if (index === undefined || index < 0) {
    throw new Error(
      `The operator ${operator.type} lacks its input ${position}. Check the weight file.`,
    );
  }
  return index;
}

/** Returns the tensor number of an optional input, or null when it is absent. */
export function optionalInputOf(operator: Operator, position: number): number | null {
  const index = operator.inputs[position];
  return index === undefined || index < 0 ? null : index;
}

/** Returns the values of a constant float tensor. Throws for an activation or integers. */
export function floatsOf(graph: Graph, index: number): Float32Array {
  const { constant, name } = tensorAt(graph, index);
  if (!(constant instanceof Float32Array)) {
    throw new Error(
      `Tensor ${index} (${name}) should hold constant float values. Check the weight file.`,
    );
  }
  return constant;
}

/** Returns the values of a constant integer tensor. Throws for an activation or floats. */
export function integersOf(graph: Graph, index: number): Int32Array {
  const { constant, name } = tensorAt(graph, index);
  if (!(constant instanceof Int32Array)) {
    throw new Error(
      `Tensor ${index} (${name}) should hold constant integers. Check the weight file.`,
    );
  }
  return constant;
}

export type Shape4 = readonly [number, number, number, number];

/**
 * Returns the shape of a four-dimensional tensor in TFLite order (batch, height, width, channels). Throws for other
 * ranks.
 */
export function shape4Of(graph: Graph, index: number): Shape4 {
  const { shape, name } = tensorAt(graph, index);
  const [batch, height, width, channels] = shape;
  if (
    shape.length !== 4 ||
    batch === undefined ||
    height === undefined ||
    width === undefined ||
    channels === undefined
  ) {
    throw new Error(
      `Tensor ${index} (${name}) has shape [${shape}], but four dimensions are needed.`,
    );
  }
  return [batch, height, width, channels];
}

/** Returns height and width of a four-dimensional tensor: a feature map or the weights of a convolution. */
export function sizeOf(graph: Graph, index: number): Size {
  const [, height, width] = shape4Of(graph, index);
  return { height, width };
}

/** Returns the number of values in a tensor of this shape. */
export function valueCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
