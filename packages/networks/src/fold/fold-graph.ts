/** Simplifies a graph exactly, to fewer operators with the same function up to float rounding. */
import {
  floatsOf,
  type Graph,
  inputOf,
  integersOf,
  type Operator,
  optionalInputOf,
  shape4Of,
  sizeOf,
  type Tensor,
  tensorAt,
} from "../graph.ts";
import {
  area,
  biasOf,
  innerUsers,
  isPointwise,
  type PointwiseMap,
  pointwiseMap,
  rewritten,
} from "./pointwise.ts";

/** Affine map out[c] = scale[c] * in[c] + shift[c]. */
interface ChannelAffine {
  readonly input: number;
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** Returns the graph after one such fold, or null when there is nothing left to fold. Only float rounding changes. */
function foldChannelAffine(graph: Graph): Graph | null {
  for (const operator of graph.operators.toReversed()) {
    const affine = asChannelAffine(graph, operator);
    const users = innerUsers(graph, operator.output);
    if (affine === null || users.length === 0) {
      continue;
    }
    const pointwise = users.filter((user) => isPointwise(graph, user));
    if (pointwise.length === users.length) {
      const added: Tensor[] = [];
      const replacements = new Map<Operator, Operator>();
      for (const user of pointwise) {
        const { outputChannels, inputChannels, weights, bias } = foldChannelAffineComposed(
          pointwiseMap(graph, user),
          affine,
        );
        const weightIndex = graph.tensors.length + added.length;
        added.push(
          {
            name: "folded weights",
            shape: [outputChannels, 1, 1, inputChannels],
            constant: weights,
          },
          { name: "folded bias", shape: [outputChannels], constant: bias },
        );
        replacements.set(user, { ...user, inputs: [affine.input, weightIndex, weightIndex + 1] });
      }
      return rewritten(graph, operator, replacements, added);
    }
  }
  return null;
}

function asChannelAffine(graph: Graph, operator: Operator): ChannelAffine | null {
  switch (operator.type) {
    case "ADD":
    case "MUL":
      return operator.options.activation === null ? constantOperand(graph, operator) : null;
    case "DEPTHWISE_CONV_2D":
      return depthwiseScale(graph, operator);
    default:
      return null;
  }
}

function constantOperand(
  graph: Graph,
  operator: Operator & { type: "ADD" | "MUL" },
): ChannelAffine | null {
  const channels = tensorAt(graph, operator.output).shape.at(-1) ?? 0;
  for (const [activation, constant] of [
    [inputOf(operator, 0), inputOf(operator, 1)],
    [inputOf(operator, 1), inputOf(operator, 0)],
  ] as const) {
    const values = tensorAt(graph, constant).constant;
    const isAffine = tensorAt(graph, activation).constant === null && values?.length === channels;
    if (isAffine && values instanceof Float32Array) {
      return operator.type === "MUL"
        ? { input: activation, scale: values, shift: new Float32Array(channels) }
        : { input: activation, scale: new Float32Array(channels).fill(1), shift: values };
    }
  }
  return null;
}

function depthwiseScale(
  graph: Graph,
  operator: Operator & { type: "DEPTHWISE_CONV_2D" },
): ChannelAffine | null {
  const { stride, activation } = operator.options;
  const [, , , channels] = shape4Of(graph, inputOf(operator, 1));
  const [, , , inputChannels] = shape4Of(graph, inputOf(operator, 0));
  const isPerPixel = area(sizeOf(graph, inputOf(operator, 1))) * area(stride) === 1;
  const isScale = isPerPixel && channels === inputChannels;
  if (!isScale || activation !== null) {
    return null;
  }
  const scale = floatsOf(graph, inputOf(operator, 1));
  const shift = biasOf(graph, optionalInputOf(operator, 2), channels);
  return { input: inputOf(operator, 0), scale, shift };
}

function foldChannelAffineComposed(
  map: PointwiseMap,
  { scale, shift }: ChannelAffine,
): PointwiseMap {
  const { outputChannels, inputChannels } = map;
  const weights = new Float32Array(map.weights.length);
  const bias = new Float32Array(outputChannels);
  for (let output = 0; output < outputChannels; output++) {
    let sum = map.bias[output]!;
    for (let input = 0; input < inputChannels; input++) {
      const weight = map.weights[output * inputChannels + input]!;
      weights[output * inputChannels + input] = weight * scale[input]!;
      sum += weight * shift[input]!;
    }
    bias[output] = sum;
  }
  return { outputChannels, inputChannels, weights, bias };
}

/** Returns the graph after folding one pair, or null when there is none left. Only float rounding changes. */
function foldLinearBeforePointwise(graph: Graph): Graph | null {
  for (const operator of graph.operators) {
    const [user, ...others] = innerUsers(graph, operator.output);
    if (user === undefined || others.length > 0 || !isPointwise(graph, user)) {
      continue;
    }
    const folded =
      foldPointwisePair(graph, operator, user) ?? foldTransposedPair(graph, operator, user);
    if (folded !== null) {
      return folded;
    }
  }
  return null;
}

type PointwiseOperator = Operator & { type: "CONV_2D" };

function foldPointwisePair(graph: Graph, first: Operator, second: PointwiseOperator): Graph | null {
  if (!isPointwise(graph, first) || first.options.activation !== null) {
    return null;
  }
  const inner = pointwiseMap(graph, first);
  const outer = pointwiseMap(graph, second);
  const { outputChannels, inputChannels: middleChannels } = outer;
  const { inputChannels } = inner;
  const costApart = inputChannels * middleChannels + middleChannels * outputChannels;
  if (costApart <= inputChannels * outputChannels) {
    return null;
  }
  const { weights, bias } = composed(outer, inner.weights, inner.bias, inputChannels);
  const added = [
    { name: "folded weights", shape: [outputChannels, 1, 1, inputChannels], constant: weights },
    { name: "folded bias", shape: [outputChannels], constant: bias },
  ];
  const next = graph.tensors.length;
  const merged: Operator = { ...second, inputs: [inputOf(first, 0), next, next + 1] };
  return rewritten(graph, first, new Map([[second, merged]]), added);
}

function foldTransposedPair(
  graph: Graph,
  first: Operator,
  second: PointwiseOperator,
): Graph | null {
  if (first.type !== "TRANSPOSE_CONV" || first.options.activation !== null) {
    return null;
  }
  const outer = pointwiseMap(graph, second);
  const { outputChannels, inputChannels: middleChannels } = outer;
  const [, filterHeight, filterWidth, channels] = shape4Of(graph, inputOf(first, 1));
  const innerBias = biasOf(graph, optionalInputOf(first, 3), middleChannels);
  const rowLength = filterHeight * filterWidth * channels;
  const { weights, bias } = composed(
    outer,
    floatsOf(graph, inputOf(first, 1)),
    innerBias,
    rowLength,
  );
  const outputShape = integersOf(graph, inputOf(first, 0)).slice();
  outputShape[3] = outputChannels;
  const added = [
    { name: "folded output shape", shape: [4], constant: outputShape },
    {
      name: "folded weights",
      shape: [outputChannels, filterHeight, filterWidth, channels],
      constant: weights,
    },
    { name: "folded bias", shape: [outputChannels], constant: bias },
  ];
  const next = graph.tensors.length;
  const merged: Operator = {
    ...first,
    options: { ...first.options, activation: second.options.activation },
    inputs: [next, next + 1, inputOf(first, 2), next + 2],
    output: second.output,
  };
  return rewritten(graph, first, new Map([[second, merged]]), added);
}

/**
 * Returns the product of two linear maps: `outer` after the map whose row m (one per middle channel) is innerWeights[m
 * * rowLength ...]. Summed in double precision.
 */
function composed(
  outer: PointwiseMap,
  innerWeights: Float32Array,
  innerBias: Float32Array,
  rowLength: number,
): { weights: Float32Array; bias: Float32Array } {
  const { outputChannels, inputChannels: middleChannels } = outer;
  const weights = new Float32Array(outputChannels * rowLength);
  const bias = new Float32Array(outputChannels);
  const row = new Float64Array(rowLength);
  for (let output = 0; output < outputChannels; output++) {
    row.fill(0);
    let shift = outer.bias[output]!;
    for (let middle = 0; middle < middleChannels; middle++) {
      const factor = outer.weights[output * middleChannels + middle]!;
      shift += factor * innerBias[middle]!;
      for (let i = 0; i < rowLength; i++) {
        row[i] = row[i]! + factor * innerWeights[middle * rowLength + i]!;
      }
    }
    weights.set(row, output * rowLength);
    bias[output] = shift;
  }
  return { weights, bias };
}

const folds: readonly ((graph: Graph) => Graph | null)[] = [
  foldChannelAffine,
  foldLinearBeforePointwise,
];

/** Applies each fold until it changes nothing more. */
export function foldGraph(graph: Graph): Graph {
  let folded = graph;
  for (const fold of folds) {
    for (let next = fold(folded); next !== null; next = fold(folded)) {
      folded = next;
    }
  }
  return folded;
}
