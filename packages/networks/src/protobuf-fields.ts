/** Reads the fields of a protocol buffer message, as far as the canonical face needs it. */

export type ProtobufField =
  | { readonly number: number; readonly kind: "integer"; readonly value: number }
  | { readonly number: number; readonly kind: "float"; readonly value: number }
  | { readonly number: number; readonly kind: "bytes"; readonly value: Uint8Array };

/**
 * The fields of one message in file order; four-byte fields are read as floats. Throws when the bytes are damaged.
 * Format: https://protobuf.dev/programming-guides/encoding/
 */
export function protobufFields(message: Uint8Array): ProtobufField[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const fields: ProtobufField[] = [];
  let position = 0;

  const readVarint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[position++];
      if (byte === undefined) {
        throw damaged();
      }
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  };
  const take = (length: number): number => {
    const start = position;
    position += length;
    if (position > message.length) {
      throw damaged();
    }
    return start;
  };

  while (position < message.length) {
    const key = readVarint();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        fields.push({ number, kind: "integer", value: readVarint() });
        break;
      case 2: {
        const length = readVarint();
        const start = take(length);
        fields.push({ number, kind: "bytes", value: message.subarray(start, start + length) });
        break;
      }
      case 5:
        fields.push({ number, kind: "float", value: view.getFloat32(take(4), true) });
        break;
      default:
        throw damaged();
    }
  }
  return fields;
}

function damaged(): Error {
  return new Error("The face geometry file is damaged. Install the weights again with `npm ci`.");
}
