/** Difference between the person in a finished photo and a plain resample of the source file, before JPEG. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import type { Engine } from "../standardize.ts";
import { compose } from "../steps/compose.ts";
import { cutOut } from "../steps/cut-out.ts";
import { findFaces } from "../steps/find-face.ts";
import { finerPartOf } from "../steps/finer-part.ts";
import { readPerson } from "../steps/read-person.ts";
import { readSource } from "../steps/read-source.ts";
import { startStopwatch } from "../stopwatch.ts";
import { mainFaceOf } from "../subject/subject.ts";

/** Compares inside alpha = 1. The reference uses only the image library: decode, extract, resize. */
export async function resampleError(
  bytes: Uint8Array,
  spec: PhotoSpec,
  { codec, models, kernel, clock }: Engine,
): Promise<{ psnrDb: number; opaquePixels: number }> {
  const watch = startStopwatch(clock);
  const source = await readSource(bytes, codec, watch);
  if (!source.ok) throw new Error(source.problem.code);
  const picture = await findFaces(spec, source.value, models, watch);
  const main = mainFaceOf(picture.faces);
  if (!main) throw new Error("no face");
  const person = await readPerson(picture, main, models, watch);
  const { crop } = person.framing;
  const finer = await finerPartOf(bytes, person, crop, codec);
  const cut = await cutOut(person, crop, finer, spec, codec, kernel);
  const composed = compose(cut, spec.background);
  // The reference has the resolution of the raster that was cut, and the same frame.
  const { width, height } = finer ? source.value.header : source.value.raster;
  const scaled = (length: number): number => Math.round(length * (finer?.factor ?? 1));
  const along = (at: number, partStart: number): number =>
    scaled(at - partStart) + scaled(partStart);
  const rect = {
    left: along(crop.rect.left, finer?.left ?? 0),
    top: along(crop.rect.top, finer?.top ?? 0),
    width: scaled(crop.rect.width),
    height: scaled(crop.rect.height),
  };
  const pad = {
    left: Math.max(0, -rect.left),
    top: Math.max(0, -rect.top),
    right: Math.max(0, rect.left + rect.width - width),
    bottom: Math.max(0, rect.top + rect.height - height),
  };
  const shrunk = await sharp(bytes)
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .resize(width, height, { fit: "fill" })
    .removeAlpha()
    .extend({ ...pad, extendWith: "copy" })
    .png()
    .toBuffer();
  const plain = await sharp(shrunk)
    .extract({
      left: rect.left + pad.left,
      top: rect.top + pad.top,
      width: rect.width,
      height: rect.height,
    })
    .resize(spec.widthPx, spec.heightPx, { fit: "fill", kernel: "lanczos3" })
    .raw()
    .toBuffer();
  let squares = 0;
  let opaquePixels = 0;
  for (let i = 0; i < cut.alpha.length; i++) {
    if (cut.alpha[i]! < 1) continue;
    opaquePixels++;
    for (let c = 0; c < 3; c++) squares += (composed.data[3 * i + c]! - plain[3 * i + c]!) ** 2;
  }
  const meanSquare = squares / (3 * opaquePixels);
  return {
    psnrDb: meanSquare === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(255 ** 2 / meanSquare),
    opaquePixels,
  };
}
