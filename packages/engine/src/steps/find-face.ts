/** Step 2: finds every face in the picture with its mesh, and the full picture's colours. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { buildPyramid } from "../maths/pyramid.ts";
import { uncroppedOf } from "../maths/region.ts";
import type { Models } from "../models/models.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { labPatchOf } from "../subject/lab-patch.ts";
import type { Face, PictureSubject } from "../subject/subject.ts";
import type { Source } from "./read-source.ts";

const overviewSidePx = 128;

export async function findFaces(
  spec: PhotoSpec,
  { header, marks, raster, sourceScale }: Source,
  models: Models,
  watch: Stopwatch,
): Promise<PictureSubject> {
  const pyramid = watch.timeSync("pyramid", () => buildPyramid(raster));
  const detections = await watch.time("find-faces", () => models.findFaces(pyramid));
  const faces: Face[] = [];
  for (const detection of detections) {
    faces.push({
      detection,
      mesh: await watch.time("trace-mesh", () => models.traceMesh(pyramid, detection)),
    });
  }
  const overview = watch.timeSync("overview", () =>
    labPatchOf(
      pyramid,
      uncroppedOf(raster),
      Math.min(1, overviewSidePx / Math.max(raster.width, raster.height)),
    ),
  );
  const megapixels = (header.width * header.height) / 1e6;
  return { spec, problem: null, megapixels, header, marks, pyramid, sourceScale, faces, overview };
}
