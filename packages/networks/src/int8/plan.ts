/** Quantisation plan: the blocks of a network that compute in int8, and the value range of each activation. */
import { type Graph, type Operator, tensorAt } from "../graph.ts";

/** Block of all operators between one activation and another. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Range of an activation, by its tensor number in the weight file. */
export interface ActivationRange {
  readonly tensor: number;
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
}

export interface RangeTable {
  /** Hash of the weight file to which the tensor numbers refer. */
  readonly weightsSha256: string;
  readonly ranges: readonly ActivationRange[];
}

export interface Int8Plan {
  readonly blocks: readonly Block[];
  readonly table: RangeTable;
}

/** Returns the operators of the blocks, in running order. */
export function operatorsOfBlocks(
  { operators }: Graph,
  blocks: readonly Block[],
): readonly Operator[] {
  const selected = new Set(blocks.flatMap((block) => operatorsOfBlock(operators, block)));
  return operators.filter((operator) => selected.has(operator));
}

function operatorsOfBlock(
  operators: readonly Operator[],
  { from, to }: Block,
): readonly Operator[] {
  const needed = new Set([to]);
  return operators.toReversed().filter(({ inputs, output }) => {
    if (output === from || !needed.has(output)) return false;
    for (const input of inputs) needed.add(input);
    return true;
  });
}

/** Returns the activations that the blocks read and write. Each needs a range. */
export function activationsOfBlocks(graph: Graph, blocks: readonly Block[]): readonly number[] {
  const tensors = operatorsOfBlocks(graph, blocks).flatMap(({ inputs, output }) => [
    ...inputs,
    output,
  ]);
  return [...new Set(tensors)].filter(
    (tensor) => tensor >= 0 && tensorAt(graph, tensor).constant === null,
  );
}
