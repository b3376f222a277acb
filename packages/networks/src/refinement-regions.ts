/**
 * Reads from the face mesh file which mesh points its refinement networks replace, and the positions of their crops.
 */
import { readTfliteModel, type TfliteModel } from "./tflite/model.ts";

/** Value in a flexbuffer that contains one flat map of numbers and integer lists: the options of custom operators. */
type FlexValue = number | readonly number[];

// Type numbers: flexbuffers.h of FlatBuffers. A packed type is (type << 2) | log2 of the byte width.
const intType = 1;
const floatType = 3;
const mapType = 9;
const intVectorType = 11;

/** Position in the bytes, and width in bytes of the values there. */
interface Place {
  readonly position: number;
  readonly width: number;
}

/**
 * Reads the entries of the map. Values of other types are refused. Throws when the bytes are damaged. Format:
 * https://flatbuffers.dev/internals/ (FlexBuffers): the root's type and width are the last two bytes, and offsets count
 * backwards from where they are stored.
 */
function readFlexMap(bytes: Uint8Array): ReadonlyMap<string, FlexValue> {
  try {
    return readMap(bytes);
  } catch (cause) {
    throw new Error(
      "The options of a custom operator are damaged. Install the weights again with `npm ci`.",
      {
        cause,
      },
    );
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
  // These precede the values: their number, the width of the key offsets, the offset of the key vector.
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
      return Array.from({ length }, (_, i) =>
        unsignedAt(view, { position: start + i * width, width }),
      );
    }
    default:
      throw new Error(
        `The options of a custom operator hold the unsupported type ${packedType >> 2}.`,
      );
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
      throw new RangeError(
        `Numbers of ${width} bytes are not supported in the options of a custom operator.`,
      );
  }
}

function signedAt(view: DataView, place: Place): number {
  const bits = 8 * place.width;
  const value = unsignedAt(view, place);
  return value < 2 ** (bits - 1) ? value : value - 2 ** bits;
}

function floatAt(view: DataView, { position, width }: Place): number {
  if (width !== 4) {
    throw new RangeError(
      `Floats of ${width} bytes are not supported in the options of a custom operator.`,
    );
  }
  return view.getFloat32(position, true);
}

function keyAt(view: DataView, start: number): string {
  let end = start;
  while (view.getUint8(end) !== 0) {
    end++;
  }
  return new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + start, end - start),
  );
}

/**
 * Crop of a refinement network: the box around the region's points, turned so that the line from `axisFrom` to `axisTo`
 * is level, enlarged by `scale` and sampled to `size` x `size`.
 */
export interface RegionCrop {
  readonly axisFrom: number;
  readonly axisTo: number;
  readonly scale: number;
  readonly size: number;
}

export type CroppedRegion = "lips" | "rightEye" | "leftEye";

/**
 * Mesh index of each refined point per region, in the order of the network's output. Right is the subject's right (mesh
 * index 33), left in the image. The crop's box spans the points of the same list. Irises, which follow the 468 mesh
 * points, consist of centre, right, top, left, bottom.
 */
export interface RefinementRegions {
  readonly lips: readonly number[];
  readonly rightEye: readonly number[];
  readonly leftEye: readonly number[];
  readonly rightIris: readonly number[];
  readonly leftIris: readonly number[];
  readonly crops: Readonly<Record<CroppedRegion, RegionCrop>>;
}

// Output tensors of the file's three Landmarks2TransformMatrix operators, whose options contain the lists.
const transformTensors: Readonly<Record<CroppedRegion, number>> = {
  lips: 196,
  rightEye: 197,
  leftEye: 198,
};

// The file leaves the irises' numbers to its caller. MediaPipe appends them to the 468 points in this order.
const rightIris = [468, 469, 470, 471, 472];
const leftIris = [473, 474, 475, 476, 477];

/** Reads the regions stored in the verified "face-mesh" bytes. Throws when they are not that file. */
export function readRefinementRegions(faceMeshBytes: Uint8Array): RefinementRegions {
  const model = readTfliteModel(faceMeshBytes);
  const lips = readRegion(model, "lips");
  const rightEye = readRegion(model, "rightEye");
  const leftEye = readRegion(model, "leftEye");
  return {
    lips: lips.points,
    rightEye: rightEye.points,
    leftEye: leftEye.points,
    rightIris,
    leftIris,
    crops: { lips: lips.crop, rightEye: rightEye.crop, leftEye: leftEye.crop },
  };
}

function readRegion(
  model: TfliteModel,
  region: CroppedRegion,
): { points: readonly number[]; crop: RegionCrop } {
  const tensor = transformTensors[region];
  const operator = model.operators.find(({ outputs }) => outputs.includes(tensor));
  if (operator?.customCode !== "Landmarks2TransformMatrix") {
    throw new Error(
      `No crop for ${region} is stored: these are not the bytes of the face mesh file.`,
    );
  }
  const options = readFlexMap(operator.customOptions);
  const scale = numberIn(options, "scale_x");
  const size = numberIn(options, "output_width");
  if (scale !== numberIn(options, "scale_y") || size !== numberIn(options, "output_height")) {
    throw new Error(
      `The crop for ${region} is not square in the face mesh file; this is not supported.`,
    );
  }
  const points = options.get("subset_idxs");
  if (points === undefined || typeof points === "number") {
    throw new Error(`The face mesh file lists no points for ${region}.`);
  }
  const axisFrom = numberIn(options, "left_rotation_idx");
  const axisTo = numberIn(options, "right_rotation_idx");
  return { points, crop: { axisFrom, axisTo, scale, size } };
}

function numberIn(options: ReadonlyMap<string, FlexValue>, key: string): number {
  const value = options.get(key);
  if (typeof value !== "number") {
    throw new Error(`The options of a face mesh crop lack the number ${key}.`);
  }
  return value;
}
