/** Geometry of the report, from the measurements of the finished photo. */
import type { Geometry } from "@gradphoto/domain/photo-standard";
import type { ResultSubject } from "./subject/subject.ts";

export function geometryOf(result: ResultSubject | null): Geometry | null {
  if (!result?.measured) return null;
  const { headHeightPx: _, ...geometry } = result.measured;
  return geometry;
}
