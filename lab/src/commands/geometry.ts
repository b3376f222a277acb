/**
 * Measures how much the measured geometry varies on the finished photos of [folder...]. The margins of the crop solver
 * are based on these figures.
 */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { measureResult } from "../../../packages/engine/src/steps/measure-result.ts";
import type { MeasuredFace, PersonReading } from "../../../packages/engine/src/subject/subject.ts";
import {
  type ComposedFrame,
  composedFrame,
} from "../../../packages/engine/src/testing/composed-frame.ts";
import { photosFolder, readLabelledPhotos } from "../../../packages/engine/src/testing/photos.ts";
import { withNoise } from "../engine/measure-encodings.ts";

/**
 * Measures compared for each finished photo: with the crop solver's prediction, and with slightly altered versions of
 * the file.
 */
const measures = [
  "hairTopPx",
  "eyeLinePx",
  "faceWidthPx",
  "faceCentreXPx",
  "headHeightPx",
  "interEyePx",
] as const;
type Measure = (typeof measures)[number];
type Measured = Pick<MeasuredFace, Measure>;

interface GeometrySpread {
  /** Differences between measured and predicted values. */
  readonly fromForetold: Measured;
  /** Values of each altered file minus that of the first file. */
  readonly fromFirst: readonly Measured[];
}

/** Measures a finished photo; returns null when no face is found on it. */
async function measureGeometry(
  { person, frame }: ComposedFrame,
  spec: PhotoSpec,
  { codec, models }: Engine,
): Promise<GeometrySpread | null> {
  const read = async (raster: Raster, quality: number): Promise<Measured | null> => {
    const file = await codec.encodeJpeg(raster, { quality, chroma: "4:4:4" });
    return (await measureResult(file, spec, codec, models))?.measured ?? null;
  };
  const first = await read(frame, 88);
  if (!first) return null;
  const fromFirst: Measured[] = [];
  const compare = (other: Measured | null, x = 0, y = 0): void => {
    if (!other) return;
    fromFirst.push(difference({ ...other, ...shifted(other, -x, -y) }, first));
  };
  for (const quality of [70, 95]) compare(await read(frame, quality));
  for (const [x, y] of [
    [0.25, 0.25],
    [0.5, 0.5],
    [0.75, 0.25],
  ] as const)
    compare(await read(moved(frame, x, y), 88), x, y);
  compare(await read(withNoise(frame, spec, 8), 80));
  return { fromForetold: difference(first, foretoldOf(person)), fromFirst };
}

function foretoldOf({
  head,
  faceWidthPx,
  frame: { iodPx },
  framing: { crop },
}: PersonReading): Measured {
  const { rect, scale } = crop;
  return {
    hairTopPx: (head.crownY - rect.top) * scale,
    eyeLinePx: (head.eyeLineY - rect.top) * scale,
    faceWidthPx: faceWidthPx * scale,
    faceCentreXPx: (head.faceCentreX - rect.left) * scale,
    headHeightPx: (head.chinY - head.crownY) * scale,
    interEyePx: iodPx * scale,
  };
}

const shifted = ({ hairTopPx, eyeLinePx, faceCentreXPx }: Measured, x: number, y: number) => ({
  hairTopPx: hairTopPx + y,
  eyeLinePx: eyeLinePx + y,
  faceCentreXPx: faceCentreXPx + x,
});

const difference = (one: Measured, other: Measured): Measured => ({
  hairTopPx: one.hairTopPx - other.hairTopPx,
  eyeLinePx: one.eyeLinePx - other.eyeLinePx,
  faceWidthPx: one.faceWidthPx - other.faceWidthPx,
  faceCentreXPx: one.faceCentreXPx - other.faceCentreXPx,
  headHeightPx: one.headHeightPx - other.headHeightPx,
  interEyePx: one.interEyePx - other.interEyePx,
});

/** Shifts the picture right and down by fractions of a pixel, with bilinear interpolation. */
function moved({ width, height, data }: Raster, x: number, y: number): Raster {
  const out = new Uint8Array(data.length);
  for (let row = 0; row < height; row++) {
    const above = Math.max(0, row - 1);
    for (let column = 0; column < width; column++) {
      const previous = Math.max(0, column - 1);
      for (let c = 0; c < 3; c++) {
        const at = (line: number, cell: number): number => data[3 * (line * width + cell) + c]!;
        const upper = x * at(above, previous) + (1 - x) * at(above, column);
        const lower = x * at(row, previous) + (1 - x) * at(row, column);
        out[3 * (row * width + column) + c] = Math.round(y * upper + (1 - y) * lower);
      }
    }
  }
  return { width, height, data: out };
}

const engine = await loadEngine({ heic: false });
const folders = process.argv.length > 2 ? process.argv.slice(2) : [photosFolder()];
const spreads: GeometrySpread[] = [];
for (const { bytes } of folders.flatMap(readLabelledPhotos)) {
  const composed = await composedFrame(bytes, spec, engine);
  const spread = composed && (await measureGeometry(composed, spec, engine));
  if (spread) spreads.push(spread);
}

const quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
function quantilesOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return quantiles.map((share) =>
    Number((sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN).toFixed(2)),
  );
}
const tableOf = (rows: readonly GeometrySpread["fromForetold"][]) =>
  Object.fromEntries(measures.map((name) => [name, quantilesOf(rows.map((row) => row[name]))]));
const fromForetold = tableOf(spreads.map((spread) => spread.fromForetold));
const fromFirst = tableOf(spreads.flatMap((spread) => spread.fromFirst));
for (const [title, table] of Object.entries({
  "measured less foretold": fromForetold,
  "measured again less at first": fromFirst,
})) {
  console.error(
    `| ${title}, px | ${quantiles.map((share) => `${100 * share} %`).join(" | ")} |\n|---|${"---|".repeat(quantiles.length)}`,
  );
  for (const [name, values] of Object.entries(table))
    console.error(`| ${name} | ${values.join(" | ")} |`);
}
process.stdout.write(
  `${JSON.stringify({ lab: "geometry", photos: spreads.length, quantiles, fromForetold, fromFirst })}\n`,
);
