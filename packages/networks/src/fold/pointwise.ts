/**
 * Questions of the folds about a graph: the users of a value and its pointwise convolutions; and the replacement of
 * parts.
 */
import {
  floatsOf,
  type Graph,
  inputOf,
  type Operator,
  type OperatorOf,
  optionalInputOf,
  type Size,
  shape4Of,
  sizeOf,
  type Tensor,
} from "../graph.ts";

/** Map out[o] = bias[o] + sum over i of weights[o][i] * in[i], the same at every position. */
export interface PointwiseMap {
  readonly outputChannels: number;
  readonly inputChannels: number;
  /** Weights in row-major order, output channel first. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Returns true for a 1x1 convolution of stride 1, which at each position is a matrix times the channels. */
export function isPointwise(graph: Graph, operator: Operator): operator is OperatorOf<"CONV_2D"> {
  if (operator.type !== "CONV_2D") {
    return false;
  }
  return area(sizeOf(graph, inputOf(operator, 1))) * area(operator.options.stride) === 1;
}

/** Returns height times width. */
export function area({ height, width }: Size): number {
  return height * width;
}

/** Returns the matrix of a pointwise convolution. An absent bias reads as zeros. */
export function pointwiseMap(graph: Graph, operator: OperatorOf<"CONV_2D">): PointwiseMap {
  const [outputChannels, , , inputChannels] = shape4Of(graph, inputOf(operator, 1));
  const weights = floatsOf(graph, inputOf(operator, 1));
  const bias = biasOf(graph, optionalInputOf(operator, 2), outputChannels);
  return { outputChannels, inputChannels, weights, bias };
}

/** Returns the values of an optional bias tensor, or zeros when it is absent. */
export function biasOf(graph: Graph, tensor: number | null, channels: number): Float32Array {
  return tensor === null ? new Float32Array(channels) : floatsOf(graph, tensor);
}

/**
 * Returns the operators that read a tensor. Returns none for an output of the network, because it must stay unchanged.
 */
export function innerUsers(graph: Graph, tensor: number): readonly Operator[] {
  return graph.outputs.includes(tensor)
    ? []
    : graph.operators.filter(({ inputs }) => inputs.includes(tensor));
}

/**
 * Returns the graph with one operator left out and others replaced. `added` tensors get the numbers after the last one.
 */
export function rewritten(
  graph: Graph,
  removed: Operator,
  replacements: ReadonlyMap<Operator, Operator>,
  added: readonly Tensor[],
): Graph {
  const operators = graph.operators
    .filter((operator) => operator !== removed)
    .map((operator) => replacements.get(operator) ?? operator);
  return { ...graph, operators, tensors: [...graph.tensors, ...added] };
}
