/** Networks of the product: the part of a weight file that each one is, and its inputs and outputs. */
import { foldGraph } from "./fold/fold-graph.ts";
import { type Graph, tensorAt } from "./graph.ts";
import { personRanges } from "./int8/person-ranges.ts";
import type { Int8Plan } from "./int8/plan.ts";
import { quantizeGraph } from "./int8/quantize-graph.ts";
import { writeOnnx } from "./onnx/write-onnx.ts";
import { cutTflite } from "./tflite/cut.ts";
import { readGraph } from "./tflite/read-graph.ts";
import type { WeightId } from "./weights/table.ts";

export const networkNames = [
  "face-detector-short",
  "face-detector-full",
  "face-mesh",
  "face-mesh-lips",
  "face-mesh-right-eye",
  "face-mesh-left-eye",
  "palm-detector",
  "hand-landmarks",
  "person-classes",
] as const;

export type NetworkName = (typeof networkNames)[number];

export interface NetworkOutput {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface NetworkDescription {
  readonly name: NetworkName;
  readonly weights: WeightId;
  /** Batch, height, width and channels, as float32. The ONNX tensor is called "in0". */
  readonly inputShape: readonly number[];
  /** Outputs in fixed order, as float32. The ONNX tensor of `outputs[i]` is called `out${i}`. */
  readonly outputs: readonly NetworkOutput[];
}

export interface ConvertedNetwork extends NetworkDescription {
  readonly onnx: Uint8Array;
}

/** An output and its tensor number in the TFLite file. */
export interface CutOutput extends NetworkOutput {
  readonly tensor: number;
}

/** One row of the table: the part of a TFLite file from one input tensor to some output tensors. */
export interface NetworkCut {
  readonly weights: WeightId;
  readonly inputTensor: number;
  readonly inputShape: readonly number[];
  readonly outputs: readonly CutOutput[];
  /** Plan of the part that computes in 8-bit integers. Absent if there is none. */
  readonly int8?: Int8Plan;
}

/**
 * Table of the networks. Colour inputs are RGB, in -1..1 for the face detectors and the person classes and in 0..1 for
 * all others. Detector rows contain per anchor a box (centre x, y, width, height) and key points (x, y), all in input
 * pixels relative to the anchor; scores are logits. Tensor numbers are valid for the pinned bytes only. The face mesh
 * file is cut into four networks because it joins its parts by custom operators that no runtime here has; run as one,
 * it returns garbage without an error.
 */
export const networkCuts: Readonly<Record<NetworkName, NetworkCut>> = {
  "face-detector-short": {
    weights: "face-detector-short",
    inputTensor: 0,
    inputShape: [1, 128, 128, 3],
    outputs: [
      { name: "boxes", tensor: 175, shape: [1, 896, 16] },
      { name: "scores", tensor: 174, shape: [1, 896, 1] },
    ],
  },
  "face-detector-full": {
    weights: "face-detector-full",
    inputTensor: 0,
    inputShape: [1, 192, 192, 3],
    outputs: [
      { name: "boxes", tensor: 365, shape: [1, 2304, 16] },
      { name: "scores", tensor: 364, shape: [1, 2304, 1] },
    ],
  },
  /**
   * `mesh`: x, y, z of 468 points in input pixels. `features`: input of the refinement networks, which crop from it.
   */
  "face-mesh": {
    weights: "face-mesh",
    inputTensor: 0,
    inputShape: [1, 192, 192, 3],
    outputs: [
      { name: "mesh", tensor: 719, shape: [1, 1, 1, 1404] },
      { name: "features", tensor: 35, shape: [1, 48, 48, 32] },
      { name: "face-logit", tensor: 710, shape: [1, 1, 1, 1] },
    ],
  },
  /**
   * This and the next two entries refine the mesh. Each returns x, y per point in its 16x16 crop.
   * `readRefinementRegions` maps these points to mesh points.
   */
  "face-mesh-lips": {
    weights: "face-mesh",
    inputTensor: 199,
    inputShape: [1, 16, 16, 32],
    outputs: [{ name: "lips", tensor: 697, shape: [1, 80, 2] }],
  },
  "face-mesh-right-eye": {
    weights: "face-mesh",
    inputTensor: 200,
    inputShape: [1, 16, 16, 32],
    outputs: [
      { name: "eye", tensor: 700, shape: [1, 71, 2] },
      { name: "iris", tensor: 703, shape: [1, 5, 2] },
    ],
  },
  "face-mesh-left-eye": {
    weights: "face-mesh",
    inputTensor: 201,
    inputShape: [1, 16, 16, 32],
    outputs: [
      { name: "eye", tensor: 704, shape: [1, 71, 2] },
      { name: "iris", tensor: 707, shape: [1, 5, 2] },
    ],
  },
  "palm-detector": {
    weights: "palm-detector",
    inputTensor: 0,
    inputShape: [1, 192, 192, 3],
    outputs: [
      { name: "boxes", tensor: 279, shape: [1, 2016, 18] },
      { name: "scores", tensor: 276, shape: [1, 2016, 1] },
    ],
  },
  /** Landmarks: x, y, z of 21 points in input pixels. Presence: 0..1 for a hand. */
  "hand-landmarks": {
    weights: "hand-landmarks",
    inputTensor: 0,
    inputShape: [1, 224, 224, 3],
    outputs: [
      { name: "landmarks", tensor: 165, shape: [1, 63] },
      { name: "presence", tensor: 164, shape: [1, 1] },
    ],
  },
  /** Logits per pixel: background, hair, body skin, face skin, clothes, other. */
  "person-classes": {
    weights: "person-classes",
    inputTensor: 0,
    inputShape: [1, 256, 256, 3],
    outputs: [{ name: "logits", tensor: 372, shape: [1, 256, 256, 6] }],
    // The wide blocks do three quarters of the work. The first, at half the picture's size, the decoder and the
    // convolutions that lead into it draw the outline, which computation in 8-bit numbers would move.
    int8: {
      blocks: [
        { from: 203, to: 217 },
        { from: 257, to: 265 },
      ],
      table: personRanges,
    },
  },
};

/** Describes inputs and outputs of a network, known without its weights. */
export function describeNetwork(name: NetworkName): NetworkDescription {
  const { weights, inputShape, outputs } = networkCuts[name];
  return {
    name,
    weights,
    inputShape,
    outputs: outputs.map((output) => ({ name: output.name, shape: output.shape })),
  };
}

/**
 * Cuts the network out of its weight file, folds it exactly, lets its int8 blocks compute in integers and writes it as
 * ONNX (float32, NHWC at both ends). `weightBytes` are the verified bytes of `describeNetwork(name).weights`. Throws
 * when they are not that file.
 */
export function convertNetwork(name: NetworkName, weightBytes: Uint8Array): ConvertedNetwork {
  const { int8 } = networkCuts[name];
  const graph = foldedNetwork(name, weightBytes);
  return { ...describeNetwork(name), onnx: writeOnnx(int8 ? quantizeGraph(graph, int8) : graph) };
}

/**
 * Writes the network as a TFLite file of its own, with every operator in float, for runtimes that read such files.
 * `weightBytes` are as for `convertNetwork`. Throws when they are not that file.
 */
export function cutNetwork(name: NetworkName, weightBytes: Uint8Array): Uint8Array {
  const { inputTensor, outputs } = networkCuts[name];
  return cutTflite(
    weightBytes,
    [inputTensor],
    outputs.map(({ tensor }) => tensor),
  );
}

/** Converts like `convertNetwork`, but with every operator in float, as a reference for the int8 blocks. */
export function convertInFloat(name: NetworkName, weightBytes: Uint8Array): ConvertedNetwork {
  return { ...describeNetwork(name), onnx: writeOnnx(foldedNetwork(name, weightBytes)) };
}

/** Returns the network after all exact folds. Activations have the tensor numbers of the file. */
export function foldedNetwork(name: NetworkName, weightBytes: Uint8Array): Graph {
  return foldGraph(readNetwork(name, weightBytes));
}

/** Returns the network as it is in its weight file, before any fold. Its shapes are those of the table. */
export function readNetwork(name: NetworkName, weightBytes: Uint8Array): Graph {
  const { inputTensor, inputShape, outputs } = networkCuts[name];
  const graph = readGraph(
    weightBytes,
    [inputTensor],
    outputs.map((output) => output.tensor),
  );
  const expected = [{ tensor: inputTensor, shape: inputShape }, ...outputs];
  for (const { tensor, shape } of expected) {
    const actualShape = tensorAt(graph, tensor).shape;
    if (String(actualShape) !== String(shape)) {
      throw new Error(
        `Tensor ${tensor} of ${name} has shape [${actualShape}] instead of [${shape}]: these are not the bytes of its weight file.`,
      );
    }
  }
  return graph;
}
