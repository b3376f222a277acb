/** How far the values of a network's int8 blocks reach on given inputs, computed in float; makes the table that is kept. */
import { tensorAt } from "../../../packages/networks/src/graph.ts";
import { activationsOfBlocks, type RangeTable } from "../../../packages/networks/src/int8/plan.ts";
import {
  describeNetwork,
  foldedNetwork,
  type NetworkName,
  networkCuts,
} from "../../../packages/networks/src/networks.ts";
import { readWeights } from "../../../packages/networks/src/node.ts";
import { writeOnnx } from "../../../packages/networks/src/onnx/write-graph.ts";
import { weightFileOf } from "../../../packages/networks/src/weights/table.ts";
import { runConverted } from "./converted.ts";

/**
 * Per activation the mean over the inputs of its least and of its largest value. What lies beyond is held at the end of the
 * range: that costs less than the wider steps that all other values would have for it.
 */
export async function measureRanges(name: NetworkName, inputs: readonly Float32Array[]): Promise<RangeTable> {
  const description = describeNetwork(name);
  const graph = foldedNetwork(name, readWeights(description.weights));
  const tensors = activationsOfBlocks(graph, networkCuts[name].int8?.blocks ?? []);
  const shapes = tensors.map((tensor) => tensorAt(graph, tensor).shape);
  const outputs = shapes.map((shape, i) => ({ name: `tensor ${tensors[i]}`, shape }));
  const network = { ...description, outputs, onnx: writeOnnx({ ...graph, outputs: tensors }) };
  const lows = new Float64Array(tensors.length);
  const highs = new Float64Array(tensors.length);
  for (const input of inputs) {
    // One after the other: the activations of all would fill the memory.
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

/** Coarse enough to be mostly the same on every type of processor. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** The table as the source file that keeps it. */
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
