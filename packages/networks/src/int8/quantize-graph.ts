/**
 * Lets blocks of a network compute in 8-bit integers. Activations of known range and the weights between them become
 * codes.
 */
import { biasOf } from "../fold/pointwise.ts";
import {
  type Codes,
  floatsOf,
  type Graph,
  inputOf,
  type OperatorOf,
  optionalInputOf,
  shape4Of,
  type Tensor,
  tensorAt,
} from "../graph.ts";
import { type Int8Plan, operatorsOfBlocks } from "./plan.ts";

const largestActivationCode = 255;

/**
 * Maximum code of a weight. Processors without the newer dot product add products up in pairs of 16 bits: 2 * 255 * 63
 * fits, with 127 instead of 63 they would saturate. So one network works on all of them.
 */
const largestWeightCode = 63;

/** Minimum scale, so that a channel with almost no weight still has one. */
const smallestScale = 1e-12;

/** Returns the codes that reach from `low` to `high` and represent 0 exactly, as padding needs. */
export function codesOfRange({
  low,
  high,
}: {
  readonly low: number;
  readonly high: number;
}): Codes {
  const least = Math.min(low, 0);
  const scale = Math.fround((Math.max(high, 0) - least) / largestActivationCode);
  if (!(scale > 0))
    throw new Error(
      `No codes reach from ${low} to ${high}. Create the range table again: npm run lab -- int8-ranges.`,
    );
  return { scales: Float32Array.of(scale), zeroPoint: Math.round(Math.abs(least) / scale) };
}

/** Returns the scale at which the largest of the weights has the largest code. */
export function scaleOfWeights(weights: Float32Array): number {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return Math.fround(Math.max(largest / largestWeightCode, smallestScale));
}

/**
 * Returns the weights' codes, rounded so that their sum is that of the weights. Rounding up and down then cancels out
 * where the inputs are alike, instead of shifting the channel. One threshold, near one half, decides for all of them.
 */
export function codesOfWeights(weights: Float32Array, scale: number): Int8Array {
  const exact = Float64Array.from(weights, (weight) => weight / scale);
  const total = exact.reduce((sum, value) => sum + value, 0);
  let [low, high] = [0, 1];
  for (let round = 0; round < thresholdRounds; round++) {
    const threshold = (low + high) / 2;
    if (sumOfCodes(exact, threshold) < total) low = threshold;
    else high = threshold;
  }
  return Int8Array.from(exact, (value) => Math.floor(value + (low + high) / 2));
}

/** Number of bisection steps. A threshold precise to 2^-14 separates most of a few thousand weights. */
const thresholdRounds = 14;

function sumOfCodes(exact: Float64Array, threshold: number): number {
  let sum = 0;
  for (const value of exact) sum += Math.floor(value + threshold);
  return sum;
}

type Convolution = OperatorOf<"CONV_2D"> | OperatorOf<"DEPTHWISE_CONV_2D">;

/** Converts weights and bias, for an input with these codes. */
function codedConstants(
  graph: Graph,
  convolution: Convolution,
  input: Codes,
): readonly [Tensor, Tensor] {
  const shape = shape4Of(graph, inputOf(convolution, 1));
  const weights = floatsOf(graph, inputOf(convolution, 1));
  // Output channels come first, those of a depthwise convolution last.
  const isDepthwise = convolution.type === "DEPTHWISE_CONV_2D";
  const channels = isDepthwise ? shape[3] : shape[0];
  const perChannel = weights.length / channels;
  const [ofChannel, toNext] = isDepthwise ? [1, channels] : [perChannel, 1];
  const bias = biasOf(graph, optionalInputOf(convolution, 2), channels);

  const codes = new Int8Array(weights.length);
  const scales = new Float32Array(channels);
  const biasCodes = new Int32Array(channels);
  const biasScales = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const place = (i: number): number => channel * ofChannel + i * toNext;
    const own = Float32Array.from({ length: perChannel }, (_, i) => weights[place(i)]!);
    const scale = scaleOfWeights(own);
    codesOfWeights(own, scale).forEach((code, i) => {
      codes[place(i)] = code;
    });
    scales[channel] = scale;
    biasScales[channel] = scale * input.scales[0]!;
    biasCodes[channel] = biasCodeOf(bias[channel]! / biasScales[channel]!);
  }
  return [
    { name: "coded weights", shape, constant: codes, codes: { scales, zeroPoint: 0 } },
    {
      name: "coded bias",
      shape: [channels],
      constant: biasCodes,
      codes: { scales: biasScales, zeroPoint: 0 },
    },
  ];
}

/** Maximum code of a bias: half of what 32 bits hold, so that the sum of products fits as well. */
const largestBiasCode = 2 ** 30;

function biasCodeOf(bias: number): number {
  if (Math.abs(bias) > largestBiasCode) {
    throw new Error(
      "A channel's bias is too large beside its weights for 8-bit numbers. Choose other blocks.",
    );
  }
  return Math.round(bias);
}

/** Returns the same graph up to rounding, in which the operators of the plan's blocks read and write codes. */
export function quantizeGraph(graph: Graph, { blocks, table }: Int8Plan): Graph {
  const codes = new Map(table.ranges.map((range) => [range.tensor, codesOfRange(range)]));
  const inBlocks = new Set(operatorsOfBlocks(graph, blocks));
  const tensors = graph.tensors.map((tensor, index) => withCodes(tensor, codes.get(index)));
  const operators = graph.operators.map((operator) => {
    if (!inBlocks.has(operator)) return operator;
    requireCodes(operator.output, graph, codes);
    switch (operator.type) {
      case "ADD":
        for (const input of operator.inputs) requireCodes(input, graph, codes);
        return operator;
      case "CONV_2D":
      case "DEPTHWISE_CONV_2D": {
        const inputCodes = requireCodes(inputOf(operator, 0), graph, codes);
        const constants = codedConstants(graph, operator, inputCodes);
        const next = tensors.push(...constants) - constants.length;
        return {
          ...operator,
          inputs: [inputOf(operator, 0), ...constants.map((_, i) => next + i)],
        };
      }
      default:
        throw new Error(
          `The operator ${operator.type} cannot compute in 8-bit numbers. Choose other blocks.`,
        );
    }
  });
  return { ...graph, tensors, operators };
}

function withCodes(tensor: Tensor, codes: Codes | undefined): Tensor {
  return codes === undefined ? tensor : { ...tensor, codes };
}

function requireCodes(tensor: number, graph: Graph, codes: ReadonlyMap<number, Codes>): Codes {
  const codesOfTensor = codes.get(tensor);
  if (codesOfTensor === undefined) {
    const { name } = tensorAt(graph, tensor);
    throw new Error(
      `Tensor ${tensor} (${name}) has no range. Create the range table again: npm run lab -- int8-ranges.`,
    );
  }
  return codesOfTensor;
}
