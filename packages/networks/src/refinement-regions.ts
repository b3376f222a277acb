/** Reads from the face mesh file which mesh points its refinement networks replace, and how their crops are placed. */
import { type FlexValue, readFlexMap } from "./tflite/flexbuffer.ts";
import { readTfliteModel, type TfliteModel } from "./tflite/model.ts";

/**
 * Where a refinement network looks: the box around the region's points, turned so that the line from `axisFrom` to
 * `axisTo` is level, enlarged by `scale` and sampled to `size` x `size`.
 */
export interface RegionCrop {
  readonly axisFrom: number;
  readonly axisTo: number;
  readonly scale: number;
  readonly size: number;
}

export type CroppedRegion = "lips" | "rightEye" | "leftEye";

/**
 * Per region the mesh index of each refined point, in the order of the network's output. Right is the subject's
 * right (mesh index 33), left in the image. The crop's box spans the points of the same list. Irises, which follow
 * the 468 mesh points: centre, right, top, left, bottom.
 */
export interface RefinementRegions {
  readonly lips: readonly number[];
  readonly rightEye: readonly number[];
  readonly leftEye: readonly number[];
  readonly rightIris: readonly number[];
  readonly leftIris: readonly number[];
  readonly crops: Readonly<Record<CroppedRegion, RegionCrop>>;
}

// Outputs of the file's three Landmarks2TransformMatrix operators, whose options hold the lists.
const transformTensors: Readonly<Record<CroppedRegion, number>> = { lips: 196, rightEye: 197, leftEye: 198 };

// The file leaves the irises' numbers to its caller; MediaPipe appends them to the 468 points in this order.
const rightIris = [468, 469, 470, 471, 472];
const leftIris = [473, 474, 475, 476, 477];

/** The regions stored in the verified "face-mesh" bytes; throws when they are not that file. */
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

function readRegion(model: TfliteModel, region: CroppedRegion): { points: readonly number[]; crop: RegionCrop } {
  const tensor = transformTensors[region];
  const operator = model.operators.find(({ outputs }) => outputs.includes(tensor));
  if (operator?.customCode !== "Landmarks2TransformMatrix") {
    throw new Error(`No crop for ${region} is stored: these are not the bytes of the face mesh file.`);
  }
  const options = readFlexMap(operator.customOptions);
  const scale = numberIn(options, "scale_x");
  const size = numberIn(options, "output_width");
  if (scale !== numberIn(options, "scale_y") || size !== numberIn(options, "output_height")) {
    throw new Error(`The crop for ${region} is not square in the face mesh file; this is not supported.`);
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
