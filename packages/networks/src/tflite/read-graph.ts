/** Reads a TFLite file, or the part of it between given tensors, into a typed graph. */
import type { Graph } from "../graph.ts";
import { decodeConstants } from "./constants.ts";
import { operatorsBetween } from "./cut.ts";
import { readTfliteModel } from "./model.ts";
import { decodeOperator } from "./operators.ts";

/**
 * The graph that computes the `outputs` tensors from the `inputs` tensors (numbers as in the file).
 * Only operators and constants of that part are decoded, so the rest of the file may hold unsupported ones.
 */
export function readGraph(bytes: Uint8Array, inputs: readonly number[], outputs: readonly number[]): Graph {
  const model = readTfliteModel(bytes);
  const part = operatorsBetween(model.operators, inputs, outputs);
  const { tensors, operators } = decodeConstants(model.tensors, part);
  return { tensors, operators: operators.map(decodeOperator), inputs, outputs };
}
