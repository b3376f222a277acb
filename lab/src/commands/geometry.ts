/** Measures the spread of measures on finished photos of [folder...], which the margins of the crop solver are read from. */
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { composedFrame } from "../../../packages/engine/src/testing/composed-frame.ts";
import { labelledPhotos, photosFolder } from "../../../packages/engine/src/testing/photos.ts";
import { defaultSpec as spec } from "../default-spec.ts";
import { type GeometrySpread, measureGeometry, measures } from "../engine/measure-geometry.ts";

const engine = await loadEngine({ heic: false });
const folders = process.argv.length > 2 ? process.argv.slice(2) : [photosFolder()];
const spreads: GeometrySpread[] = [];
for (const { bytes } of folders.flatMap(labelledPhotos)) {
  const composed = await composedFrame(bytes, spec, engine);
  const spread = composed && (await measureGeometry(composed, spec, engine));
  if (spread) spreads.push(spread);
}

const quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
function quantilesOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return quantiles.map((share) => Number((sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN).toFixed(2)));
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
  for (const [name, values] of Object.entries(table)) console.error(`| ${name} | ${values.join(" | ")} |`);
}
process.stdout.write(
  `${JSON.stringify({ lab: "geometry", photos: spreads.length, quantiles, fromForetold, fromFirst })}\n`,
);
