import { expect, test } from "vitest";
import type { Graph, Operator, Tensor } from "../graph.ts";
import { foldGraph } from "./fold-graph.ts";

const unit = { height: 1, width: 1 };
const pointwise = { padding: "VALID", stride: unit, dilation: unit, activation: null } as const;

function activation(channels: number): Tensor {
  return { name: "activation", shape: [1, 1, 1, channels], constant: null };
}

function constant(shape: readonly number[], values: readonly number[]): Tensor {
  return { name: "constant", shape, constant: Float32Array.from(values) };
}

/** Tensors: 0 input, 1 scale, 2 scaled, 3 and 4 weights and bias, 5 output. */
const scaledThenPointwise: Graph = {
  tensors: [
    activation(2),
    constant([2], [10, 100]),
    activation(2),
    constant([1, 1, 1, 2], [1, 2]),
    constant([1], [5]),
    activation(1),
  ],
  operators: [
    { type: "MUL", options: { activation: null }, inputs: [0, 1], output: 2 },
    { type: "CONV_2D", options: pointwise, inputs: [2, 3, 4], output: 5 },
  ],
  inputs: [0],
  outputs: [5],
};

function constantsOf(graph: Graph, operator: Operator | undefined): number[][] {
  const tensors =
    operator?.inputs.slice(1).map((index) => graph.tensors[index]?.constant ?? []) ?? [];
  return tensors.map((values) => Array.from(values));
}

test("folds a scale per channel into the weights of the following pointwise convolution", () => {
  const folded = foldGraph(scaledThenPointwise);
  expect(folded.operators.length).toBe(1);
  expect(folded.operators[0]?.inputs[0]).toBe(0);
  expect(constantsOf(folded, folded.operators[0])).toEqual([[10, 200], [5]]);
});

test("folds a shift per channel into the bias", () => {
  const [scale, convolution] = scaledThenPointwise.operators;
  const shifted: Graph = {
    ...scaledThenPointwise,
    operators: [{ ...scale!, type: "ADD", options: { activation: null } }, convolution!],
  };
  const folded = foldGraph(shifted);
  expect(constantsOf(folded, folded.operators[0])).toEqual([[1, 2], [215]]);
});

test("does not fold a scale whose result is an output of the network", () => {
  const folded = foldGraph({ ...scaledThenPointwise, outputs: [5, 2] });
  expect(folded.operators).toEqual(scaledThenPointwise.operators);
});

test("does not fold a scale that is followed by an activation", () => {
  const [, convolution] = scaledThenPointwise.operators;
  const activated: Operator = {
    type: "MUL",
    options: { activation: "RELU" },
    inputs: [0, 1],
    output: 2,
  };
  expect(
    foldGraph({ ...scaledThenPointwise, operators: [activated, convolution!] }).operators.length,
  ).toBe(2);
});

/**
 * Two channels to three to one. Tensors: 0 input, 1 and 2 first weights and bias, 3 middle, 4 and 5 second weights and
 * bias, 6 output.
 */
const pointwisePair: Graph = {
  tensors: [
    activation(2),
    constant([3, 1, 1, 2], [1, 0, 0, 1, 1, 1]),
    constant([3], [1, 2, 3]),
    activation(3),
    constant([1, 1, 1, 3], [1, 10, 100]),
    constant([1], [1000]),
    activation(1),
  ],
  operators: [
    { type: "CONV_2D", options: pointwise, inputs: [0, 1, 2], output: 3 },
    {
      type: "CONV_2D",
      options: { ...pointwise, activation: "RELU6" },
      inputs: [3, 4, 5],
      output: 6,
    },
  ],
  inputs: [0],
  outputs: [6],
};

test("joins two pointwise convolutions with no activation between them", () => {
  const folded = foldGraph(pointwisePair);
  expect(folded.operators.length).toBe(1);
  expect(folded.operators[0]).toMatchObject({ output: 6, options: { activation: "RELU6" } });
  expect(constantsOf(folded, folded.operators[0])).toEqual([[101, 110], [1321]]);
});

test("leaves two pointwise convolutions separate if that is cheaper", () => {
  const bottleneck: Graph = {
    ...pointwisePair,
    tensors: [
      activation(3),
      constant([1, 1, 1, 3], [1, 2, 3]),
      constant([1], [0]),
      activation(1),
      constant([3, 1, 1, 1], [1, 2, 3]),
      constant([3], [0, 0, 0]),
      activation(3),
    ],
  };
  expect(foldGraph(bottleneck).operators).toEqual(bottleneck.operators);
});
