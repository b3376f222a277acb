/** Keeps the part of a network that lies between given tensors. */
import type { RawOperator } from "./model.ts";

/**
 * The operators needed to compute the `outputs` tensors once the `inputs` tensors are given, in running order.
 * Constants need no operator, so they are no inputs. Throws when an output is made by no operator.
 */
export function operatorsBetween(
  operators: readonly RawOperator[],
  inputs: readonly number[],
  outputs: readonly number[],
): RawOperator[] {
  const producers = new Map(
    operators.flatMap((operator) => operator.outputs.map((tensor) => [tensor, operator] as const)),
  );
  for (const output of outputs) {
    if (!producers.has(output)) {
      throw new Error(
        `No operator of the network makes tensor ${output}. Check the network table against the weight file.`,
      );
    }
  }
  const needed = new Set<RawOperator>();
  const reached = new Set(inputs);
  const waiting = [...outputs];
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    const producer = producers.get(tensor);
    if (reached.has(tensor) || producer === undefined) {
      continue;
    }
    reached.add(tensor);
    needed.add(producer);
    waiting.push(...producer.inputs);
  }
  return operators.filter((operator) => needed.has(operator));
}
