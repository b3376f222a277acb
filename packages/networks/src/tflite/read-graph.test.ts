import { expect, test } from "vitest";
import { networkCuts } from "../networks.ts";
import { readWeights } from "../node.ts";
import { decodeOperator } from "./operators.ts";
import { readGraph } from "./read-graph.ts";

const bytes = readWeights("face-detector-short");
const { inputTensor, outputs } = networkCuts["face-detector-short"];
const outputTensors = outputs.map(({ tensor }) => tensor);

test("refuses bytes that are not a TFLite file", () => {
  expect(() => readGraph(new Uint8Array(0), [0], [1])).toThrow(
    /damaged: it should carry the identifier "TFL3"/,
  );
  expect(() => readGraph(new Uint8Array(1000), [0], [1])).toThrow(
    /damaged: it should carry the identifier "TFL3"/,
  );
});

test.each([8, 100, 10_000, 100_000, 200_000])(
  "refuses a file cut short after %i bytes",
  (length) => {
    expect(() => readGraph(bytes.subarray(0, length), [inputTensor], outputTensors)).toThrow(
      /damaged|Check the weight file/,
    );
  },
);

test("refuses an offset that points outside the file", () => {
  const damaged = Uint8Array.from(bytes);
  new DataView(damaged.buffer).setUint32(0, 0xfffffff0, true);
  expect(() => readGraph(damaged, [inputTensor], outputTensors)).toThrow(
    /damaged: position \d+ .* lies outside/,
  );
});

test("refuses an output that no operator produces", () => {
  expect(() => readGraph(bytes, [inputTensor], [9999])).toThrow(
    "No operator of the network makes tensor 9999.",
  );
});

test("returns only the operators between the given tensors", () => {
  const complete = readGraph(bytes, [inputTensor], outputTensors);
  const scoresOnly = readGraph(bytes, [inputTensor], outputTensors.slice(1));
  expect(scoresOnly.operators.length).toBeLessThan(complete.operators.length);
  expect(scoresOnly.operators.at(-1)?.output).toBe(outputTensors[1]);
});

test("names an operator that is not supported", () => {
  const raw = {
    customCode: "",
    inputs: [0],
    outputs: [1],
    builtinOptions: null,
    customOptions: new Uint8Array(0),
  };
  expect(() => decodeOperator({ ...raw, builtinCode: 41 })).toThrow(
    "The operator number 41 of the TFLite schema is not supported.",
  );
  expect(() => decodeOperator({ ...raw, builtinCode: 32, customCode: "Warp" })).toThrow(
    'The operator "Warp" is not supported.',
  );
});
