/** Reads a TFLite file, or the part of it between given tensors, into a typed graph. */
import { type ConstantValues, type Graph, type Tensor, valueCount } from "../graph.ts";
import { operatorsBetween } from "./cut.ts";
import { type RawOperator, type RawTensor, readTfliteModel } from "./model.ts";
import { decodeOperator } from "./operators.ts";

/** Lookup table of all 65,536 half-precision values, because networks have millions of weights. */
const valueOfBits = Float32Array.from({ length: 0x10000 }, (_, bits) => halfFloatValue(bits));

/** Returns the single-precision values of little-endian 16-bit floats. */
export function decodeHalfFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength >> 1);
  for (let i = 0; i < values.length; i++) {
    values[i] = valueOfBits[view.getUint16(2 * i, true)]!;
  }
  return values;
}

function halfFloatValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) {
    return sign * mantissa * 2 ** -24;
  }
  if (exponent === 31) {
    return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

// Number of the operator in the BuiltinOperator list. Here it only unpacks stored weights of half precision.
const dequantize = 6;

interface DecodedConstants {
  readonly tensors: readonly Tensor[];
  /** Operators without those that only unpacked constants. */
  readonly operators: readonly RawOperator[];
}

/** Decodes the constants that these operators use and drops the operators that only unpack them. */
function decodeConstants(
  rawTensors: readonly RawTensor[],
  rawOperators: readonly RawOperator[],
): DecodedConstants {
  const used = new Set(rawOperators.flatMap((operator) => operator.inputs));
  const constants = rawTensors.map((tensor, index) =>
    used.has(index) ? decodeConstant(tensor) : null,
  );
  const operators = rawOperators.filter((operator) => {
    const [source = -1] = operator.inputs;
    const [target = -1] = operator.outputs;
    const values = constants[source] ?? null;
    if (operator.builtinCode !== dequantize || values === null) {
      return true;
    }
    constants[target] = values;
    return false;
  });
  const tensors = rawTensors.map(({ name, shape }, index) => ({
    name,
    shape,
    constant: constants[index] ?? null,
  }));
  return { tensors, operators };
}

function decodeConstant(tensor: RawTensor): ConstantValues | null {
  if (tensor.bytes.length === 0) {
    return null;
  }
  const values = storedValues(tensor);
  if (values.length !== valueCount(tensor.shape)) {
    throw new Error(
      `The network file is damaged: ${tensor.name} holds ${values.length} values for shape [${tensor.shape}]. Install the weights again with \`npm ci\`.`,
    );
  }
  return values;
}

function storedValues({ name, elementType, bytes }: RawTensor): ConstantValues {
  switch (elementType) {
    case "float32":
      return new Float32Array(alignedCopy(bytes));
    case "float16":
      return decodeHalfFloats(bytes);
    case "int32":
      return new Int32Array(alignedCopy(bytes));
    case null:
      throw new Error(
        `The constant ${name} of the network is neither float nor 32-bit integer; this is not supported.`,
      );
  }
}

/** Returns a copy at an aligned address, without trailing bytes that fill no element of four bytes. */
function alignedCopy(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes.subarray(0, bytes.length & ~3)).buffer;
}

/**
 * Reads the graph that computes the `outputs` tensors from the `inputs` tensors, numbered as in the file. Only
 * operators and constants of that part are decoded, so the rest of the file may contain unsupported ones.
 */
export function readGraph(
  bytes: Uint8Array,
  inputs: readonly number[],
  outputs: readonly number[],
): Graph {
  const model = readTfliteModel(bytes);
  const part = operatorsBetween(model.operators, inputs, outputs);
  const { tensors, operators } = decodeConstants(model.tensors, part);
  return { tensors, operators: operators.map(decodeOperator), inputs, outputs };
}
