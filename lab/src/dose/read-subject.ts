/** Reads what the engine measures in a photo before it judges it. Series that draw on face and person use this. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { findFaces } from "../../../packages/engine/src/steps/find-face.ts";
import { readPerson } from "../../../packages/engine/src/steps/read-person.ts";
import { readSource } from "../../../packages/engine/src/steps/read-source.ts";
import { startStopwatch } from "../../../packages/engine/src/stopwatch.ts";
import type { PersonSubject } from "../../../packages/engine/src/subject/subject.ts";
import { mainFaceOf } from "../../../packages/engine/src/subject/subject.ts";

/**
 * Encodes a dosed picture as the file that the engine reads. The quality is high, so that only the dose has an effect.
 */
export const encodeDosed = ({ width, height, data }: Raster, quality = 96): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: quality > 90 ? "4:4:4" : "4:2:0" })
    .toBuffer();

/** Reads a photo; returns null when it cannot be read or has no face. */
export async function readSubject(
  bytes: Uint8Array,
  spec: PhotoSpec,
  engine: Engine,
): Promise<PersonSubject | null> {
  const watch = startStopwatch(engine.clock);
  const source = await readSource(bytes, engine.codec, watch);
  if (!source.ok) return null;
  const picture = await findFaces(spec, source.value, engine.models, watch);
  const main = mainFaceOf(picture.faces);
  return main ? readPerson(picture, main, engine.models, watch) : null;
}
