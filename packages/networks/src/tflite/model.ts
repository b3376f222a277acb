/** Reads the structure of a TFLite file: raw tensors and operators, without decoding. */
import { type FlatTable, rootTable } from "./flat-table.ts";

export type ElementType = "float32" | "float16" | "int32";

export interface RawTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Element type; null for those that these networks do not use. */
  readonly elementType: ElementType | null;
  /** Stored bytes of a constant; empty for an activation. */
  readonly bytes: Uint8Array;
}

export interface RawOperator {
  /** Number in the BuiltinOperator list of the TFLite schema. 32 stands for a custom operator. */
  readonly builtinCode: number;
  readonly customCode: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly builtinOptions: FlatTable | null;
  readonly customOptions: Uint8Array;
}

export interface TfliteModel {
  readonly tensors: readonly RawTensor[];
  readonly operators: readonly RawOperator[];
}

// Field numbers: schema.fbs of TensorFlow Lite, version 3.
const elementTypes: Readonly<Record<number, ElementType>> = {
  0: "float32",
  1: "float16",
  2: "int32",
};

/** Reads the first subgraph of a TFLite file. Throws with a clear message when the bytes are damaged. */
export function readTfliteModel(bytes: Uint8Array): TfliteModel {
  const model = rootTable(bytes, "TFL3");
  const operatorCodes = model.tables(1);
  const subgraph = itemAt(model.tables(2), 0, "subgraph");
  const buffers = model.tables(4);
  return {
    tensors: subgraph.tables(0).map((table) => readTensor(table, buffers)),
    operators: subgraph.tables(3).map((table) => readOperator(table, operatorCodes)),
  };
}

function readTensor(table: FlatTable, buffers: readonly FlatTable[]): RawTensor {
  return {
    name: table.text(3),
    shape: table.int32s(0),
    elementType: elementTypes[table.int8(1)] ?? null,
    bytes: itemAt(buffers, table.int32(2), "buffer").bytes(0),
  };
}

function readOperator(table: FlatTable, operatorCodes: readonly FlatTable[]): RawOperator {
  const code = itemAt(operatorCodes, table.int32(0), "operator code");
  return {
    // Old writers fill the one-byte field 0, newer ones field 3. The larger one is the code.
    builtinCode: Math.max(code.int8(0), code.int32(3)),
    customCode: code.text(1),
    inputs: table.int32s(1),
    outputs: table.int32s(2),
    builtinOptions: table.table(4),
    customOptions: table.bytes(5),
  };
}

function itemAt<T>(items: readonly T[], index: number, what: string): T {
  const item = items[index];
  if (item === undefined) {
    throw new Error(
      `The network file is damaged: it has no ${what} ${index}. Install the weights again with \`npm ci\`.`,
    );
  }
  return item;
}
