/** A person's photo with a face of the usual size, and what the engine reads from it, for drawing on. */
import { readFileSync } from "node:fs";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { findFaces } from "../../../packages/engine/src/steps/find-face.ts";
import { readPerson } from "../../../packages/engine/src/steps/read-person.ts";
import { readSource } from "../../../packages/engine/src/steps/read-source.ts";
import { startStopwatch } from "../../../packages/engine/src/stopwatch.ts";
import { mainFaceOf, type PersonSubject } from "../../../packages/engine/src/subject/subject.ts";

export interface PreparedPhoto {
  readonly raster: Raster;
  /** Reading of `raster`, in its pixels. */
  readonly subject: PersonSubject;
  /** Seed of the random numbers with which hair is drawn. */
  readonly seed: number;
}

/** Width to which larger faces are reduced, so that all people start alike and a run takes less time. */
const maxFacePx = 240;
/** Minimum width of a face. Smaller ones have too few pixels to draw on. */
const minFacePx = 140;

/** Prepares the photo at `path`. Returns null when no face is found or the face is too small. */
export async function preparePhoto(
  path: string,
  seed: number,
  spec: PhotoSpec,
  engine: Engine,
): Promise<PreparedPhoto | null> {
  const original = await readSubject(readFileSync(path), spec, engine);
  if (!original || original.faceWidthPx < minFacePx) return null;
  const [picture] = original.pyramid;
  const shrink = Math.min(1, maxFacePx / original.faceWidthPx);
  const raster =
    shrink < 1
      ? await engine.codec.resize(
          picture,
          Math.round(picture.width * shrink),
          Math.round(picture.height * shrink),
        )
      : picture;
  const subject = await readSubject(await encode(raster), spec, engine);
  return subject && { raster, subject, seed };
}

const encode = ({ width, height, data }: Raster): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 96, chromaSubsampling: "4:4:4" })
    .toBuffer();

/** Reads a photo; returns null when it cannot be read or has no face. */
async function readSubject(
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
