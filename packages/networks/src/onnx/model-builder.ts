/** Builds an ONNX model from nodes, constants, inputs and outputs, written as protocol buffer bytes. */

const textEncoder = new TextEncoder();

// Wire types: https://protobuf.dev/programming-guides/encoding/
const varintType = 0;
const lengthDelimitedType = 2;

/** One message under construction. Bytes are collected as chunks and joined once at the end. */
class ProtobufMessage {
  private readonly chunks: Uint8Array[] = [];
  private length = 0;

  integer(field: number, value: number): this {
    return this.key(field, varintType).varint(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, textEncoder.encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.key(field, lengthDelimitedType).varint(value.length).append(value);
  }

  message(field: number, value: ProtobufMessage): this {
    this.key(field, lengthDelimitedType).varint(value.length);
    for (const chunk of value.chunks) {
      this.append(chunk);
    }
    return this;
  }

  messages(field: number, values: readonly ProtobufMessage[]): this {
    for (const value of values) {
      this.message(field, value);
    }
    return this;
  }

  toBytes(): Uint8Array {
    const joined = new Uint8Array(this.length);
    let position = 0;
    for (const chunk of this.chunks) {
      joined.set(chunk, position);
      position += chunk.length;
    }
    return joined;
  }

  private key(field: number, wireType: number): this {
    return this.varint((field << 3) | wireType);
  }

  /** Writes seven bits per byte, lowest first; negative numbers as 64-bit two's complement. */
  private varint(value: number): this {
    const encoded: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 127n) {
      encoded.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    encoded.push(Number(rest));
    return this.append(Uint8Array.from(encoded));
  }

  private append(chunk: Uint8Array): this {
    this.chunks.push(chunk);
    this.length += chunk.length;
    return this;
  }
}

export type Attribute = number | string | readonly number[];

// Field and enum numbers: onnx.proto of ONNX. Operator set 17 is the newest that IR version 8 carries.
const irVersion = 8;
const operatorSet = 17;
const floatType = 1;
const uint8Type = 2;
const int8Type = 3;
const int32Type = 6;
const int64Type = 7;
const integerAttribute = 2;
const textAttribute = 3;
const integersAttribute = 7;

/** Collects the parts of one model. Every value (activation or constant) has a name. */
export class OnnxModelBuilder {
  private readonly nodes: ProtobufMessage[] = [];
  private readonly constants: ProtobufMessage[] = [];
  private readonly inputs: ProtobufMessage[] = [];
  private readonly outputs: ProtobufMessage[] = [];
  private nextNumber = 0;

  /** Adds a node with one output and returns the output's name. An empty input name stands for an absent input. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const output = this.freshName("value");
    this.namedNode(operator, inputs, output, attributes);
    return output;
  }

  /** Adds a float constant of the given dimensions, or a scalar without dimensions, and returns its name. */
  floats(values: Float32Array, dimensions: readonly number[]): string {
    return this.constant(
      floatType,
      dimensions,
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  }

  /** Adds a constant of integers as wide as they are stored, and returns its name. */
  codes(values: Uint8Array | Int8Array | Int32Array, dimensions: readonly number[]): string {
    const type =
      values instanceof Uint8Array ? uint8Type : values instanceof Int8Array ? int8Type : int32Type;
    return this.constant(
      type,
      dimensions,
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  }

  /** Adds a one-dimensional list of 64-bit integers and returns its name. */
  integers(values: readonly number[]): string {
    const int64Values = BigInt64Array.from(values, BigInt);
    return this.constant(int64Type, [values.length], new Uint8Array(int64Values.buffer));
  }

  /** Declares a float input of the model. */
  input(name: string, shape: readonly number[]): void {
    this.inputs.push(floatValueInfo(name, shape));
  }

  /** Declares a float output of the model, copied from the value with the name `from`. */
  output(name: string, shape: readonly number[], from: string): void {
    this.namedNode("Identity", [from], name, {});
    this.outputs.push(floatValueInfo(name, shape));
  }

  /** Returns the bytes of the finished .onnx file. */
  toBytes(): Uint8Array {
    const graph = new ProtobufMessage()
      .messages(1, this.nodes)
      .text(2, "network")
      .messages(5, this.constants)
      .messages(11, this.inputs)
      .messages(12, this.outputs);
    const operatorSetImport = new ProtobufMessage().text(1, "").integer(2, operatorSet);
    return new ProtobufMessage()
      .integer(1, irVersion)
      .text(2, "gradphoto")
      .message(7, graph)
      .message(8, operatorSetImport)
      .toBytes();
  }

  private namedNode(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>>,
  ): void {
    const node = new ProtobufMessage();
    for (const input of inputs) {
      node.text(1, input);
    }
    node.text(2, output).text(3, this.freshName(operator)).text(4, operator);
    for (const [name, value] of Object.entries(attributes)) {
      node.message(5, attributeMessage(name, value));
    }
    this.nodes.push(node);
  }

  private constant(type: number, dimensions: readonly number[], values: Uint8Array): string {
    const name = this.freshName("constant");
    const tensor = new ProtobufMessage();
    for (const size of dimensions) {
      tensor.integer(1, size);
    }
    this.constants.push(tensor.integer(2, type).text(8, name).bytes(9, values));
    return name;
  }

  private freshName(prefix: string): string {
    return `${prefix}_${this.nextNumber++}`;
  }
}

function attributeMessage(name: string, value: Attribute): ProtobufMessage {
  const attribute = new ProtobufMessage().text(1, name);
  if (typeof value === "number") {
    return attribute.integer(3, value).integer(20, integerAttribute);
  }
  if (typeof value === "string") {
    return attribute.text(4, value).integer(20, textAttribute);
  }
  for (const item of value) {
    attribute.integer(8, item);
  }
  return attribute.integer(20, integersAttribute);
}

function floatValueInfo(name: string, shape: readonly number[]): ProtobufMessage {
  const dimensions = shape.map((size) => new ProtobufMessage().integer(1, size));
  const tensorType = new ProtobufMessage()
    .integer(1, floatType)
    .message(2, new ProtobufMessage().messages(1, dimensions));
  return new ProtobufMessage()
    .text(1, name)
    .message(2, new ProtobufMessage().message(1, tensorType));
}
