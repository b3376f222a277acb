/** `npm run bench:geometry -- [folder ...]`: the spread of what is measured on finished photos, which the margins of the crop solver are read from. */

const { defaultPhotoSpecId, findPhotoSpec } = await import("@gradphoto/domain/photo-standard");
const { loadEngine } = await import("../src/node/decoder.ts");
const { composedFrame } = await import("../src/testing/composed-frame.ts");
const { measureGeometry, measures } = await import("../src/testing/measure-geometry.ts");
const { labelledPhotos, photosFolder } = await import("../src/testing/photos.ts");

const spec = findPhotoSpec(defaultPhotoSpecId);
const engine = await loadEngine({ heic: false });
const folders = process.argv.length > 2 ? process.argv.slice(2) : [photosFolder()];
const spreads = [];
for (const { bytes } of folders.flatMap(labelledPhotos)) {
  const composed = await composedFrame(bytes, spec, engine);
  const spread = composed && (await measureGeometry(composed, spec, engine));
  if (spread) spreads.push(spread);
}

const quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
function quantilesOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return quantiles.map((share) => Number(sorted[Math.round(share * (sorted.length - 1))].toFixed(2)));
}
const tableOf = (rows) => Object.fromEntries(measures.map((name) => [name, quantilesOf(rows.map((row) => row[name]))]));
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
  `${JSON.stringify({ bench: "geometry", photos: spreads.length, quantiles, fromForetold, fromFirst })}\n`,
);
