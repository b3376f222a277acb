/** Reads a flexbuffer that holds one flat map of numbers and integer lists: the options of custom operators. */

export type FlexValue = number | readonly number[];

// Type numbers: flexbuffers.h of FlatBuffers. A packed type is (type << 2) | log2 of the byte width.
const intType = 1;
const floatType = 3;
const mapType = 9;
const intVectorType = 11;

/** A position in the bytes and the width in bytes of the values there. */
interface Place {
  readonly position: number;
  readonly width: number;
}

/**
 * The entries of the map; values of other types are refused. Throws when the bytes are damaged.
 * Format: https://flatbuffers.dev/internals/ (FlexBuffers): the root's type and width are the last two bytes,
 * offsets count backwards from where they are stored.
 */
export function readFlexMap(bytes: Uint8Array): ReadonlyMap<string, FlexValue> {
  try {
    return readMap(bytes);
  } catch (cause) {
    throw new Error("The options of a custom operator are damaged. Install the weights again with `npm ci`.", {
      cause,
    });
  }
}

function readMap(bytes: Uint8Array): ReadonlyMap<string, FlexValue> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rootWidth = view.getUint8(bytes.length - 1);
  const rootType = view.getUint8(bytes.length - 2);
  if (rootType >> 2 !== mapType) {
    throw new Error("The options of a custom operator are not a map. Check the weight file.");
  }
  const width = 1 << (rootType & 3);
  const values = follow(view, { position: bytes.length - 2 - rootWidth, width: rootWidth });
  // Before the values: their number, the width of the key offsets, the offset of the key vector.
  const count = unsignedAt(view, { position: values - width, width });
  const keyWidth = unsignedAt(view, { position: values - 2 * width, width });
  const keys = follow(view, { position: values - 3 * width, width });
  const entries = Array.from({ length: count }, (_, i): [string, FlexValue] => {
    const key = keyAt(view, follow(view, { position: keys + i * keyWidth, width: keyWidth }));
    const packedType = view.getUint8(values + count * width + i);
    return [key, valueAt(view, { position: values + i * width, width }, packedType)];
  });
  return new Map(entries);
}

function valueAt(view: DataView, place: Place, packedType: number): FlexValue {
  switch (packedType >> 2) {
    case intType:
      return signedAt(view, place);
    case floatType:
      return floatAt(view, place);
    case intVectorType: {
      const width = 1 << (packedType & 3);
      const start = follow(view, place);
      const length = unsignedAt(view, { position: start - width, width });
      return Array.from({ length }, (_, i) => unsignedAt(view, { position: start + i * width, width }));
    }
    default:
      throw new Error(`The options of a custom operator hold the unsupported type ${packedType >> 2}.`);
  }
}

function follow(view: DataView, place: Place): number {
  return place.position - unsignedAt(view, place);
}

function unsignedAt(view: DataView, { position, width }: Place): number {
  switch (width) {
    case 1:
      return view.getUint8(position);
    case 2:
      return view.getUint16(position, true);
    case 4:
      return view.getUint32(position, true);
    default:
      throw new RangeError(`Numbers of ${width} bytes are not supported in the options of a custom operator.`);
  }
}

function signedAt(view: DataView, place: Place): number {
  const bits = 8 * place.width;
  const value = unsignedAt(view, place);
  return value < 2 ** (bits - 1) ? value : value - 2 ** bits;
}

function floatAt(view: DataView, { position, width }: Place): number {
  if (width !== 4) {
    throw new RangeError(`Floats of ${width} bytes are not supported in the options of a custom operator.`);
  }
  return view.getFloat32(position, true);
}

function keyAt(view: DataView, start: number): string {
  let end = start;
  while (view.getUint8(end) !== 0) {
    end++;
  }
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start, end - start));
}
