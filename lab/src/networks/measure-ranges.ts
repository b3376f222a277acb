/**
 * Measures the value ranges of a network's int8 blocks in float on sample inputs, and formats them as a source file.
 */
import { tensorAt } from "../../../packages/networks/src/graph.ts";
import { activationsOfBlocks, type RangeTable } from "../../../packages/networks/src/int8/plan.ts";
import {
  describeNetwork,
  foldedNetwork,
  type NetworkName,
  networkCuts,
} from "../../../packages/networks/src/networks.ts";
import { readWeights } from "../../../packages/networks/src/node.ts";
import { writeOnnx } from "../../../packages/networks/src/onnx/write-onnx.ts";
import { weightFileOf } from "../../../packages/networks/src/weights/table.ts";
import { runConverted } from "./converted.ts";

/**
 * Returns for each activation the mean over the inputs of its smallest and of its largest value. Values beyond are
 * clamped to the range. Clamping costs less accuracy than a wider range, which would make the steps of all other values
 * larger.
 */
export async function measureRanges(
  name: NetworkName,
  inputs: readonly Float32Array[],
): Promise<RangeTable> {
  const description = describeNetwork(name);
  const graph = foldedNetwork(name, readWeights(description.weights));
  const tensors = activationsOfBlocks(graph, networkCuts[name].int8?.blocks ?? []);
  const shapes = tensors.map((tensor) => tensorAt(graph, tensor).shape);
  const outputs = shapes.map((shape, i) => ({ name: `tensor ${tensors[i]}`, shape }));
  const network = { ...description, outputs, onnx: writeOnnx({ ...graph, outputs: tensors }) };
  const lows = new Float64Array(tensors.length);
  const highs = new Float64Array(tensors.length);
  for (const input of inputs) {
    // The inputs run one by one, because the activations of all inputs would not fit into memory.
    const [activations = []] = await runConverted(network, [input]);
    activations.forEach((values, i) => {
      lows[i]! += values.reduce((least, value) => Math.min(least, value), 0) / inputs.length;
      highs[i]! += values.reduce((most, value) => Math.max(most, value), 0) / inputs.length;
    });
  }
  return {
    weightsSha256: weightFileOf(description.weights).sha256,
    ranges: tensors.map((tensor, i) => ({
      tensor,
      shape: shapes[i]!,
      low: rounded(lows[i]!),
      high: rounded(highs[i]!),
    })),
  };
}

/** Rounds so coarsely that the table is mostly the same on every type of processor. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Formats the table as the source file that stores it. */
export function formatRanges(constant: string, { weightsSha256, ranges }: RangeTable): string {
  const rows = ranges.map(
    ({ tensor, shape, low, high }) =>
      `    { tensor: ${tensor}, shape: [${shape.join(", ")}], low: ${low}, high: ${high} },`,
  );
  return [
    "/** Made by `npm run lab -- int8-ranges`: see `measureRanges`. */",
    'import type { RangeTable } from "./plan.ts";',
    "",
    `export const ${constant}: RangeTable = {`,
    `  weightsSha256: "${weightsSha256}",`,
    "  ranges: [",
    ...rows,
    "  ],",
    "};",
    "",
  ].join("\n");
}
