/** Fold: a scale and shift per channel goes into the pointwise convolutions that follow it. */
import {
  floatsOf,
  type Graph,
  inputOf,
  type Operator,
  optionalInputOf,
  shape4Of,
  sizeOf,
  type Tensor,
  tensorAt,
} from "../graph.ts";
import { area, biasOf, innerUsers, isPointwise, type PointwiseMap, pointwiseMap, rewritten } from "./pointwise.ts";

/** out[c] = scale[c] * in[c] + shift[c] */
interface ChannelAffine {
  readonly input: number;
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** The graph after one such fold, or null when there is nothing left to fold. Only float rounding changes. */
export function foldChannelAffine(graph: Graph): Graph | null {
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
        const { outputChannels, inputChannels, weights, bias } = composed(pointwiseMap(graph, user), affine);
        const weightIndex = graph.tensors.length + added.length;
        added.push(
          { name: "folded weights", shape: [outputChannels, 1, 1, inputChannels], constant: weights },
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

function constantOperand(graph: Graph, operator: Operator & { type: "ADD" | "MUL" }): ChannelAffine | null {
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

function depthwiseScale(graph: Graph, operator: Operator & { type: "DEPTHWISE_CONV_2D" }): ChannelAffine | null {
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

function composed(map: PointwiseMap, { scale, shift }: ChannelAffine): PointwiseMap {
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
