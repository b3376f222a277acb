import { expect, test } from "vitest";
import type { Graph, Tensor } from "../graph.ts";
import type { RangeTable } from "./plan.ts";
import { quantizeGraph } from "./quantize-graph.ts";

const unit = { height: 1, width: 1 };
const options = { padding: "VALID", stride: unit, dilation: unit, activation: "RELU" } as const;
const activation: Tensor = { name: "activation", shape: [1, 1, 1, 2], constant: null };

function constant(shape: readonly number[], values: readonly number[]): Tensor {
  return { name: "constant", shape, constant: Float32Array.from(values) };
}

/** Tensors: 0 input; two pointwise convolutions 0 -> 3 -> 4 with the weights 1 and bias 2; their sum 5; a softmax 6. */
const graph: Graph = {
  tensors: [
    activation,
    constant([2, 1, 1, 2], [0.63, -0.31, 6.3, 0.1]),
    constant([2], [0.5, 0]),
    activation,
    activation,
    activation,
    activation,
  ],
  operators: [
    { type: "CONV_2D", options, inputs: [0, 1, 2], output: 3 },
    { type: "CONV_2D", options, inputs: [3, 1, 2], output: 4 },
    { type: "ADD", options: { activation: null }, inputs: [3, 4], output: 5 },
    { type: "SOFTMAX", options: { beta: 1 }, inputs: [5], output: 6 },
  ],
  inputs: [0],
  outputs: [6],
};

function tableOf(...tensors: readonly number[]): RangeTable {
  return {
    weightsSha256: "",
    ranges: tensors.map((tensor) => ({ tensor, shape: [1, 1, 1, 2], low: 0, high: 2.55 })),
  };
}

test("scales the weights of a block per channel, and the bias by the scales of input and weights", () => {
  const { operators, tensors } = quantizeGraph(graph, {
    blocks: [{ from: 0, to: 3 }],
    table: tableOf(0, 3),
  });
  const [input = -1, weights = -1, bias = -1] = operators[0]!.inputs;
  expect(input).toBe(0);
  expect(tensors[weights]).toMatchObject({
    constant: Int8Array.of(63, -31, 63, 1),
    codes: { scales: Float32Array.of(0.01, 0.1) },
  });
  expect(tensors[bias]?.constant).toEqual(Int32Array.of(5000, 0));
  expect([0, 3, 4].map((tensor) => tensors[tensor]?.codes?.zeroPoint)).toEqual([0, 0, undefined]);
});

test("leaves all operators outside the blocks unchanged", () => {
  const { operators } = quantizeGraph(graph, {
    blocks: [{ from: 3, to: 5 }],
    table: tableOf(3, 4, 5),
  });
  expect(operators.map((operator, i) => operator === graph.operators[i])).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test("requires a range for every activation of a block", () => {
  expect(() =>
    quantizeGraph(graph, { blocks: [{ from: 0, to: 5 }], table: tableOf(0, 3, 5) }),
  ).toThrow(
    "Tensor 4 (activation) has no range. Create the range table again: npm run lab -- int8-ranges.",
  );
});

test("refuses a block with an operator that cannot compute in 8-bit numbers", () => {
  expect(() =>
    quantizeGraph(graph, { blocks: [{ from: 5, to: 6 }], table: tableOf(5, 6) }),
  ).toThrow("The operator SOFTMAX cannot compute in 8-bit numbers.");
});

test("refuses a bias that is too large for the scale of its weights", () => {
  const tensors = graph.tensors.with(1, constant([2, 1, 1, 2], [1e-9, 0, 1, 1]));
  expect(() =>
    quantizeGraph({ ...graph, tensors }, { blocks: [{ from: 0, to: 3 }], table: tableOf(0, 3) }),
  ).toThrow("A channel's bias is too large beside its weights");
});
