import { expect, test } from "vitest";
import { foldGraph } from "./fold/fold-graph.ts";
import {
  convertNetwork,
  describeNetwork,
  networkCuts,
  networkNames,
  readNetwork,
} from "./networks.ts";
import { readWeights } from "./node.ts";
import { readGraph } from "./tflite/read-graph.ts";
import { weightFiles } from "./weights/table.ts";

test("lists every network name exactly once", () => {
  expect(new Set(networkNames).size).toBe(networkNames.length);
  expect(Object.keys(networkCuts).sort()).toEqual([...networkNames].sort());
});

test.each(networkNames)(
  "%s has its weights in the weight table and its tensors in that file",
  (name) => {
    const { weights } = describeNetwork(name);
    expect(weightFiles.map(({ id }) => id)).toContain(weights);
    expect(readNetwork(name, readWeights(weights)).operators.length).toBeGreaterThan(0);
  },
);

test("refuses the bytes of another network", () => {
  expect(() => convertNetwork("face-detector-full", readWeights("face-detector-short"))).toThrow(
    "No operator of the network makes tensor 365. Check the network table against the weight file.",
  );
  expect(() => convertNetwork("face-detector-short", readWeights("palm-detector"))).toThrow(
    /^Tensor 0 of face-detector-short has shape \[1,192,192,3\] instead of \[1,128,128,3\]/,
  );
});

test("refuses to convert the unsplit attention mesh, naming the operator that no runtime has", () => {
  const refinedLips = 720;
  expect(() => readGraph(readWeights("face-mesh"), [0], [refinedLips])).toThrow(
    'The operator "Landmarks2TransformMatrix" is not supported',
  );
});

test("folds the person-classes network from 175 operators to 151", () => {
  const graph = readNetwork("person-classes", readWeights("person-classes"));
  expect(graph.operators.length).toBe(175);
  expect(foldGraph(graph).operators.length).toBe(151);
});

test("produces the same ONNX bytes every time", () => {
  const weights = readWeights("face-detector-short");
  const [first, second] = [1, 2].map(() =>
    Buffer.from(convertNetwork("face-detector-short", weights).onnx),
  );
  expect(first?.equals(second!)).toBe(true);
});
