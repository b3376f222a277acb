/** Writes protocol buffer messages: the few wire types that an ONNX file needs. */

const textEncoder = new TextEncoder();

// Wire types: https://protobuf.dev/programming-guides/encoding/
const varintType = 0;
const lengthDelimitedType = 2;

/** One message under construction; bytes are collected as chunks and joined once at the end. */
export class ProtobufMessage {
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

  /** Seven bits per byte, lowest first; negative numbers as 64-bit two's complement. */
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
