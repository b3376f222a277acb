/** Weights and bias of a convolution as whole numbers: a scale per output channel, 0 in the middle. */
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
} from "../graph.ts";
import { codesOfWeights, scaleOfWeights } from "./codes.ts";

type Convolution = OperatorOf<"CONV_2D"> | OperatorOf<"DEPTHWISE_CONV_2D">;

/** Weights and bias, to follow an input with these codes. */
export function codedConstants(graph: Graph, convolution: Convolution, input: Codes): readonly [Tensor, Tensor] {
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
    { name: "coded bias", shape: [channels], constant: biasCodes, codes: { scales: biasScales, zeroPoint: 0 } },
  ];
}

/** Half of what 32 bits hold, so that the sum of products fits as well. */
const largestBiasCode = 2 ** 30;

function biasCodeOf(bias: number): number {
  if (Math.abs(bias) > largestBiasCode) {
    throw new Error("A channel's bias is too large beside its weights for 8-bit numbers. Choose other blocks.");
  }
  return Math.round(bias);
}
