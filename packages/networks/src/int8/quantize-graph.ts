/** Lets blocks of a network compute in 8-bit whole numbers: activations of known range and the weights between them become codes. */
import { type Codes, type Graph, inputOf, type Tensor, tensorAt } from "../graph.ts";
import { codedConstants } from "./coded-constants.ts";
import { codesOfRange } from "./codes.ts";
import { type Int8Plan, operatorsOfBlocks } from "./plan.ts";

/** The same graph up to rounding: the operators of the plan's blocks read and write codes. */
export function quantizeGraph(graph: Graph, { blocks, table }: Int8Plan): Graph {
  const codes = new Map(table.ranges.map((range) => [range.tensor, codesOfRange(range)]));
  const inBlocks = new Set(operatorsOfBlocks(graph, blocks));
  const tensors = graph.tensors.map((tensor, index) => withCodes(tensor, codes.get(index)));
  const operators = graph.operators.map((operator) => {
    if (!inBlocks.has(operator)) return operator;
    requireCodes(operator.output, graph, codes);
    switch (operator.type) {
      case "ADD":
        for (const input of operator.inputs) requireCodes(input, graph, codes);
        return operator;
      case "CONV_2D":
      case "DEPTHWISE_CONV_2D": {
        const input = requireCodes(inputOf(operator, 0), graph, codes);
        const constants = codedConstants(graph, operator, input);
        const next = tensors.push(...constants) - constants.length;
        return { ...operator, inputs: [inputOf(operator, 0), ...constants.map((_, i) => next + i)] };
      }
      default:
        throw new Error(`The operator ${operator.type} cannot compute in 8-bit numbers. Choose other blocks.`);
    }
  });
  return { ...graph, tensors, operators };
}

function withCodes(tensor: Tensor, codes: Codes | undefined): Tensor {
  return codes === undefined ? tensor : { ...tensor, codes };
}

function requireCodes(tensor: number, graph: Graph, codes: ReadonlyMap<number, Codes>): Codes {
  const found = codes.get(tensor);
  if (found === undefined) {
    const { name } = tensorAt(graph, tensor);
    throw new Error(`Tensor ${tensor} (${name}) has no range. Make the table anew: npm run int8-ranges.`);
  }
  return found;
}
