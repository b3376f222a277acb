/**
 * Compares the image quality of the product's JPEG files with standard quantization tables, for the photos of
 * [folder...]. Needs ssimulacra2 (Debian package libjxl-devtools).
 */
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import { composedFrame } from "../../../packages/engine/src/testing/composed-frame.ts";
import { photosFolder, readLabelledPhotos } from "../../../packages/engine/src/testing/photos.ts";
import { type MeasuredFile, measureFiles, withNoise } from "../engine/measure-encodings.ts";

/**
 * One in this many photos is also measured with added noise. Noise amplitudes are in code values; 64 gives a standard
 * deviation of 37.
 */
const noisyEvery = 8;
const noiseCodes = [16, 64];

const engine = await loadEngine({ heic: false });
const folders = process.argv.length > 2 ? process.argv.slice(2) : [photosFolder()];

const cell = ({ bytes, quality, score, fits }: MeasuredFile): string =>
  `${score.toFixed(1)} @ ${quality}, ${bytes}${fits ? "" : " too large"}`;
async function measure(name: string, frame: Raster) {
  const { plain, product: own } = await measureFiles(frame, spec, engine.codec);
  console.error(`| ${name} | ${cell(plain)} | ${cell(own)} | ${own.softenedPx || ""} |`);
  return { plain, product: own };
}

console.error(
  "| photo | plain: SSIMULACRA2 @ quality, bytes | product | softened, px |\n|---|---|---|---|",
);
type Pair = Awaited<ReturnType<typeof measure>>;
const photos: Pair[] = [];
const noisy: Pair[] = [];
for (const { file, bytes } of folders.flatMap(readLabelledPhotos)) {
  const composed = await composedFrame(bytes, spec, engine);
  if (!composed) continue;
  const { frame } = composed;
  photos.push(await measure(file, frame));
  if (photos.length % noisyEvery !== 0) continue;
  for (const code of noiseCodes)
    noisy.push(await measure(`${file} + noise ${code}`, withNoise(frame, spec, code)));
}

const mean = (values: readonly number[]): number =>
  Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2));
const gains = photos
  .filter(({ plain }) => plain.fits)
  .map(({ plain, product: own }) => own.score - plain.score);
const tooLarge = (files: readonly Pair[], whose: keyof Pair): number =>
  files.filter((file) => !file[whose].fits).length;
process.stdout.write(
  `${JSON.stringify({
    lab: "encode",
    photos: photos.length,
    tooLarge: { plain: tooLarge(photos, "plain"), product: tooLarge(photos, "product") },
    noisy: noisy.length,
    noisyTooLarge: { plain: tooLarge(noisy, "plain"), product: tooLarge(noisy, "product") },
    softened: photos.filter(({ product: own }) => own.softenedPx > 0).length,
    score: {
      plain: mean(photos.map(({ plain }) => plain.score)),
      product: mean(photos.map(({ product: own }) => own.score)),
    },
    gain: {
      mean: mean(gains),
      least: Number(Math.min(...gains).toFixed(2)),
      worse: gains.filter((gain) => gain < 0).length,
    },
    encodeMs: mean(photos.map(({ product: own }) => own.cpuMs)),
  })}\n`,
);
