import { beforeAll, describe, expect, test, vi } from "vitest";
import {
  convertInFloat,
  cutNetwork,
  type NetworkName,
  networkCuts,
  networkNames,
} from "../../../packages/networks/src/networks.ts";
import { readWeights } from "../../../packages/networks/src/node.ts";
import { runConverted } from "./converted.ts";
import { loadReferenceRuntime, runReference } from "./litert.ts";
import { packagePhoto, photoInput } from "./photo-input.ts";
import { smoothInput } from "./smooth-input.ts";

/** Largest allowed error, relative to the largest value of the output. Float rounding differs between runtimes. */
const limits: Readonly<Record<NetworkName, number>> = {
  "face-detector-short": 1e-5,
  "face-detector-full": 1e-5,
  "face-mesh": 1e-5,
  "face-mesh-lips": 1e-5,
  "face-mesh-right-eye": 1e-5,
  "face-mesh-left-eye": 1e-5,
  "palm-detector": 1e-5,
  "hand-landmarks": 1e-5,
  "person-classes": 3e-4,
};

/**
 * Networks whose input is in -1..1 instead of 0..1. The features that the refinement networks read have both signs.
 */
const signedInput: readonly NetworkName[] = [
  "face-detector-short",
  "face-detector-full",
  "face-mesh-lips",
  "face-mesh-right-eye",
  "face-mesh-left-eye",
  "person-classes",
];

async function runBoth(name: NetworkName, inputs: readonly Float32Array[]) {
  const { weights, inputShape } = networkCuts[name];
  const weightBytes = readWeights(weights);
  const reference = await runReference(cutNetwork(name, weightBytes), inputShape, inputs);
  const converted = await runConverted(convertInFloat(name, weightBytes), inputs);
  return { reference, converted };
}

/**
 * Returns the largest error divided by the largest value. Outputs are pixels, logits or probabilities, so below 1 the
 * error itself counts.
 */
function relativeError(expected: Float32Array, actual: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const largestValue = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  const largestError = expected.reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - actual[i]!)),
    0,
  );
  return largestError / largestValue;
}

function classOf(logits: Float32Array, pixel: number): number {
  const values = logits.subarray(6 * pixel, 6 * pixel + 6);
  return values.indexOf(Math.max(...values));
}

beforeAll(async () => {
  // The reference runtime warns that there is no graphics device, although the tests do not use one.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await loadReferenceRuntime();
});

describe.each(networkNames)("%s converted to ONNX in float", (name) => {
  test("computes the same outputs as the reference runtime from the weight file", async () => {
    const { inputShape, outputs } = networkCuts[name];
    const inputs = [1, 2, 3].map((seed) =>
      smoothInput(inputShape, signedInput.includes(name) ? [-1, 1] : [0, 1], seed),
    );
    const { reference, converted } = await runBoth(name, inputs);
    outputs.forEach((output, i) => {
      for (const [k, expected] of reference.entries()) {
        expect(relativeError(expected[i]!, converted[k]![i]!), output.name).toBeLessThan(
          limits[name],
        );
      }
      const errorOfAnotherInput = relativeError(reference[0]![i]!, converted[1]![i]!);
      expect(errorOfAnotherInput, `${output.name} must depend on the input`).toBeGreaterThan(
        limits[name],
      );
    });
  });
});

test("person-classes assigns the same classes to real photos as the reference runtime", async () => {
  const paths = [
    packagePhoto("soft-ui-dashboard", "ivana-square.jpg"),
    packagePhoto("soft-ui-dashboard", "bruce-mars.jpg"),
    packagePhoto("material-kit", "faces/kendall.jpg"),
  ];
  const photos = await Promise.all(paths.map((path) => photoInput(path, 256, [-1, 1])));
  const { reference, converted } = await runBoth("person-classes", photos);
  const pixels = Array.from({ length: 256 * 256 }, (_, pixel) => pixel);
  reference.forEach(([expected], k) => {
    const actual = converted[k]![0]!;
    expect(relativeError(expected!, actual)).toBeLessThan(limits["person-classes"]);
    const classes = new Set(pixels.map((pixel) => classOf(expected!, pixel)));
    expect(classes.size, "classes seen in the photo").toBeGreaterThan(2);
    const different = pixels.filter(
      (pixel) => classOf(expected!, pixel) !== classOf(actual, pixel),
    );
    // A pixel whose two best logits are equal up to rounding may get either class.
    expect(different.length).toBeLessThanOrEqual(2);
  });
});
