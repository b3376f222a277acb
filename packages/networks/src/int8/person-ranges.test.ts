import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { tensorAt } from "../graph.ts";
import { foldedNetwork, networkCuts } from "../networks.ts";
import { readWeights } from "../node.ts";
import { hashOfSources } from "../stored-network.ts";
import { weightFileOf } from "../weights/table.ts";
import { personRanges } from "./person-ranges.ts";
import { activationsOfBlocks, operatorsOfBlocks } from "./plan.ts";

const { int8, weights } = networkCuts["person-classes"];
const blocks = int8?.blocks ?? [];
const graph = foldedNetwork("person-classes", readWeights(weights));

test("the range table belongs to the pinned weight file", () => {
  expect(int8?.table).toBe(personRanges);
  expect(personRanges.weightsSha256).toBe(weightFileOf(weights).sha256);
});

test("the range table has exactly the activations of the blocks, with their shapes", () => {
  const expected = activationsOfBlocks(graph, blocks).map((tensor) => ({
    tensor,
    shape: tensorAt(graph, tensor).shape,
  }));
  expect(personRanges.ranges.map(({ tensor, shape }) => ({ tensor, shape }))).toEqual(expected);
});

test.each(personRanges.ranges)(
  "the range of tensor $tensor from $low to $high includes negatives only if nothing clips them",
  ({ tensor, low, high }) => {
    const maker = graph.operators.find(({ output }) => output === tensor);
    const isClipped =
      maker !== undefined && "activation" in maker.options && maker.options.activation === "RELU";
    expect(high).toBeGreaterThan(0);
    expect(low < 0).toBe(!isClipped);
  },
);

test("the blocks contain the wide operators, without those that feed the decoder directly", () => {
  const types = operatorsOfBlocks(graph, blocks).map(({ type }) => type);
  expect(types.filter((type) => type === "CONV_2D").length).toBe(13);
  expect(types.filter((type) => type === "DEPTHWISE_CONV_2D").length).toBe(4);
  expect(types.filter((type) => type === "ADD").length).toBe(1);
});

test("a changed range table changes the hash that triggers a new conversion", () => {
  const folder = mkdtempSync(join(tmpdir(), "ranges-"));
  try {
    cpSync(new URL("./", import.meta.url), folder, { recursive: true });
    const sources = pathToFileURL(`${folder}/`);
    const previous = hashOfSources(sources);
    const file = join(folder, "person-ranges.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace("high: 0.", "high: 1."));
    expect(hashOfSources(sources)).not.toBe(previous);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
