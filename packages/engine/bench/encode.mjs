/** `npm run bench:encode -- [folder ...]`: what is left of each photo in its file, ours beside plain tables; needs the command ssimulacra2 (Debian package libjxl-devtools). */

const { defaultPhotoSpecId, findPhotoSpec } = await import("@gradphoto/domain/photo-standard");
const { loadEngine } = await import("../src/node/decoder.ts");
const { composedFrame } = await import("../src/testing/composed-frame.ts");
const { measureFiles, withNoise } = await import("../src/testing/measure-encodings.ts");
const { labelledPhotos, photosFolder } = await import("../src/testing/photos.ts");

/** Every so many photos' frames are measured with noise too, in codes: even noise of 64 is a spread of 37. */
const noisyEvery = 8;
const noiseCodes = [16, 64];

const spec = findPhotoSpec(defaultPhotoSpecId);
const engine = await loadEngine({ heic: false });
const folders = process.argv.length > 2 ? process.argv.slice(2) : [photosFolder()];

const cell = ({ bytes, quality, score, fits }) =>
  `${score.toFixed(1)} @ ${quality}, ${bytes}${fits ? "" : " too large"}`;
async function measure(name, frame) {
  const { plain, ours } = await measureFiles(frame, spec, engine.codec);
  console.error(`| ${name} | ${cell(plain)} | ${cell(ours)} | ${ours.softenedPx || ""} |`);
  return { plain, ours };
}

console.error("| photo | plain: SSIMULACRA2 @ quality, bytes | ours | softened, px |\n|---|---|---|---|");
const photos = [];
const noisy = [];
for (const { file, bytes } of folders.flatMap(labelledPhotos)) {
  const composed = await composedFrame(bytes, spec, engine);
  if (!composed) continue;
  const { frame } = composed;
  photos.push(await measure(file, frame));
  if (photos.length % noisyEvery !== 0) continue;
  for (const code of noiseCodes) noisy.push(await measure(`${file} + noise ${code}`, withNoise(frame, spec, code)));
}

const mean = (values) => Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2));
const gains = photos.filter(({ plain }) => plain.fits).map(({ plain, ours }) => ours.score - plain.score);
const tooLarge = (files, whose) => files.filter((file) => !file[whose].fits).length;
process.stdout.write(
  `${JSON.stringify({
    bench: "encode",
    photos: photos.length,
    tooLarge: { plain: tooLarge(photos, "plain"), ours: tooLarge(photos, "ours") },
    noisy: noisy.length,
    noisyTooLarge: { plain: tooLarge(noisy, "plain"), ours: tooLarge(noisy, "ours") },
    softened: photos.filter(({ ours }) => ours.softenedPx > 0).length,
    score: { plain: mean(photos.map(({ plain }) => plain.score)), ours: mean(photos.map(({ ours }) => ours.score)) },
    gain: {
      mean: mean(gains),
      least: Number(Math.min(...gains).toFixed(2)),
      worse: gains.filter((gain) => gain < 0).length,
    },
    encodeMs: mean(photos.map(({ ours }) => ours.cpuMs)),
  })}\n`,
);
