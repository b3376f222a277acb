/** Cuts a TFLite file so that a runtime that reads such files runs a part of it. */
import { rootTable } from "./flat-table.ts";
import { type RawOperator, readTfliteModel } from "./model.ts";

/**
 * Returns the operators that compute the `outputs` tensors from the `inputs` tensors, in running order. Constants need
 * no operator, so they are no inputs. Throws when no operator creates an output.
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

// Field numbers: schema.fbs of TensorFlow Lite, version 3.
const subgraphsSlot = 2;
const signaturesSlot = 7;
const inputsSlot = 1;
const outputsSlot = 2;
const operatorsSlot = 3;

/** Returns a copy of the file whose graph goes from the `inputs` to the `outputs` tensors only. */
export function cutTflite(
  bytes: Uint8Array,
  inputs: readonly number[],
  outputs: readonly number[],
): Uint8Array {
  const { operators } = readTfliteModel(bytes);
  const stored = operatorsBetween(operators, inputs, outputs).map((operator) =>
    operators.indexOf(operator),
  );

  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  const model = rootTable(copy, "TFL3");
  const subgraph = model.tables(subgraphsSlot)[0];
  if (subgraph === undefined) {
    throw new Error("The network file has no subgraph.");
  }
  const place = subgraph.vector(operatorsSlot, 4);
  const targets = stored.map((index) => {
    const entry = place.start + 4 * index;
    return entry + view.getUint32(entry, true);
  });
  // A vector's length is in the four bytes before its first element. Offsets count from where they are stored.
  view.setUint32(place.start - 4, targets.length, true);
  targets.forEach((target, i) => {
    const entry = place.start + 4 * i;
    view.setUint32(entry, target - entry, true);
  });
  for (const [slot, tensors] of [
    [inputsSlot, inputs],
    [outputsSlot, outputs],
  ] as const) {
    const list = subgraph.vector(slot, 4);
    if (tensors.length > list.length) {
      throw new Error("A cut can name no more inputs or outputs than the file has.");
    }
    view.setUint32(list.start - 4, tensors.length, true);
    tensors.forEach((tensor, i) => {
      view.setInt32(list.start + 4 * i, tensor, true);
    });
  }
  const signatures = model.vector(signaturesSlot, 4);
  if (signatures.length > 0) {
    // Signatures name the old inputs and outputs. Without them the runtime uses the graph's own lists.
    view.setUint32(signatures.start - 4, 0, true);
  }
  return copy;
}
