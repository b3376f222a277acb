/** Compares the positions of people in finished photos with the windows of the spec. */
import type { PhotoSpec, Report, Window } from "@gradphoto/domain/photo-standard";

export interface GeometryRow {
  readonly file: string;
  readonly hairTopPx: number;
  readonly eyeLinePx: number;
  readonly faceWidthPx: number;
  readonly faceCentreXPx: number;
  readonly bytes: number;
  readonly quality: number;
  /** Names of the windows that the photo violates. */
  readonly outside: readonly string[];
}

const within = (value: number, { min = -Infinity, max = Infinity }: Window): boolean =>
  value >= min && value <= max;

/** Compares one photo. Returns null when there is no finished photo or no face was found on it. */
export function geometryRow(
  file: string,
  { geometry, output }: Report,
  spec: PhotoSpec,
): GeometryRow | null {
  if (!geometry || !output) return null;
  const { hairTopPx, eyeLinePx, faceWidthPx, faceCentreXPx } = geometry;
  const windows: readonly (readonly [name: string, value: number, window: Window])[] = [
    ["hair-top", hairTopPx, spec.geometry.hairTopPx],
    ["eye-line", eyeLinePx, spec.geometry.eyeLinePx],
    ["face-width", faceWidthPx, spec.geometry.faceWidthPx],
    ["centring", faceCentreXPx, spec.geometry.faceCentreXPx],
    ["file-size", output.bytes, { min: spec.file.minBytes, max: spec.file.maxBytes }],
    ["quality", output.quality, { min: spec.file.minQuality }],
  ];
  const outside = windows
    .filter(([, value, window]) => !within(value, window))
    .map(([name]) => name);
  const { bytes, quality } = output;
  return { file, hairTopPx, eyeLinePx, faceWidthPx, faceCentreXPx, bytes, quality, outside };
}
