/**
 * Runs photos of GRADPHOTO_PHOTOS or npm packages, and one photo in every file format, through the engine on Node and
 * in Chromium. Prints the differences of each check. `--most N` takes the first N photos. The last line is JSON.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import type { Sharp } from "sharp";
import sharp from "sharp";
import { type Outcome, standardize } from "../../../packages/engine/src/index.ts";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { bundled, webFiles } from "../../../packages/engine/src/node/web-files.ts";
import { heicFile } from "../../../packages/engine/src/testing/heic-file.ts";
import {
  readLabelledPhotos,
  readPackagePhotos,
} from "../../../packages/engine/src/testing/photos.ts";
import { startPhoneBrowser } from "../phone/phone-browser.ts";
import { type OutcomePair, parityOf, quantile } from "../phone/phone-parity.ts";

/** Steps that turn an upright picture into one with this EXIF orientation, in order. */
const turns: Readonly<Record<number, readonly ((image: Sharp) => Sharp)[]>> = {
  2: [(image) => image.flop()],
  3: [(image) => image.rotate(180)],
  4: [(image) => image.flip()],
  5: [(image) => image.rotate(90), (image) => image.flop()],
  6: [(image) => image.rotate(-90)],
  7: [(image) => image.rotate(-90), (image) => image.flop()],
  8: [(image) => image.rotate(90)],
};

async function turned(image: Sharp, orientation: number): Promise<Sharp> {
  let stored = await image.png().toBuffer();
  for (const step of turns[orientation] ?? []) stored = await step(sharp(stored)).png().toBuffer();
  return sharp(stored).withMetadata({ orientation });
}

/** Heights of pictures from phones with 12 and 48 megapixels. */
const tallPx = [4032, 8064];

/** Creates variants of one photo, as phones write them: formats, orientations, colour spaces, sizes. */
async function variantsOf(
  photo: Uint8Array,
): Promise<{ readonly file: string; readonly bytes: Uint8Array }[]> {
  const upright = await sharp(photo).resize({ width: 900 }).removeAlpha().png().toBuffer();
  const picture = (): Sharp => sharp(upright);
  const tall = (height: number): Sharp =>
    picture().resize({ height, width: height * 0.75, fit: "cover" });
  const made: (readonly [string, Sharp])[] = [
    ["progressive JPEG", picture().jpeg({ progressive: true })],
    ["grey JPEG", picture().greyscale().toColourspace("b-w").jpeg()],
    ["JPEG of inks", picture().toColourspace("cmyk").jpeg()],
    ["JPEG in Display P3", picture().withIccProfile("p3").jpeg()],
    ["PNG", picture()],
    ["PNG, turn 6", (await turned(picture(), 6)).png()],
    ["PNG of 16 bits", picture().toColourspace("rgb16").png()],
    ["PNG, half transparent", picture().ensureAlpha(0.5).png()],
    ["WebP", picture().webp()],
    ["WebP, turn 6", (await turned(picture(), 6)).webp()],
    ["WebP, half transparent", picture().ensureAlpha(0.5).webp({ lossless: true })],
    ["AVIF", picture().avif()],
  ];
  for (const turn of Object.keys(turns))
    made.push([`JPEG, turn ${turn}`, (await turned(picture(), Number(turn))).jpeg()]);
  for (const height of tallPx)
    made.push([`JPEG of ${height} px, turn 6`, (await turned(tall(height), 6)).jpeg()]);
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const [file, image] of made) files.push({ file, bytes: await image.toBuffer() });
  return files;
}

const { values } = parseArgs({
  options: { most: { type: "string", default: "100000" } },
});
const print = (words: string): void => void process.stderr.write(`${words}\n`);

const folders = (process.env.GRADPHOTO_PHOTOS ?? "")
  .split(":")
  .filter((folder) => existsSync(folder));
const chosen = (
  folders.length > 0 ? folders.flatMap(readLabelledPhotos) : readPackagePhotos()
).slice(0, Number(values.most));

const photos = [
  ...chosen,
  ...(await variantsOf(readPackagePhotos().at(-1)?.bytes ?? new Uint8Array())),
];

const files = new Map(await webFiles());
files.set(
  "page.js",
  await bundled(
    new URL("../../../packages/engine/src/web/open-engine.ts", import.meta.url),
    "phone",
  ),
);

const engine = await loadEngine({ heic: true });
const browser = await startPhoneBrowser(files);
const opened = { first: await browser.open(), repeated: await browser.open() };
print(
  `live after ${Math.round(opened.first.liveMs)} ms, all after ${Math.round(opened.first.checkMs)} ms, ${opened.first.bytes} bytes`,
);
print(
  `again: live after ${Math.round(opened.repeated.liveMs)} ms, all after ${Math.round(opened.repeated.checkMs)} ms`,
);

const pairs: OutcomePair<Outcome>[] = [];
const afterOpening = await browser.process();
const phone = { ms: [] as number[], cpuMs: [] as number[] };
const server = { ms: [] as number[], cpuMs: [] as number[] };
const leftToServer: string[] = [];
for (const { file, bytes } of photos) {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const expected = await standardize(bytes, spec, engine);
  server.ms.push(performance.now() - start);
  const { user, system } = process.cpuUsage(cpuStart);
  server.cpuMs.push((user + system) / 1000);
  const previous = await browser.process();
  const { outcome, ms } = await browser.check(bytes, spec);
  if (outcome.kind === "left-to-server") {
    leftToServer.push(file);
    continue;
  }
  phone.ms.push(ms);
  phone.cpuMs.push((await browser.process()).cpuMs - previous.cpuMs);
  pairs.push({ file, server: expected, phone: outcome });
}
const heic = await browser.check(
  heicFile({ width: 48, height: 32, luma: () => 100, cb: 128, cr: 128 }),
  spec,
);
const inTheEnd = await browser.process();
await browser.close();

const checks = parityOf(pairs);
print("| check | verdict differs | values | 95 % within | most |\n|---|---|---|---|---|");
for (const { check, differing, comparedCount, p95Difference, maxDifference } of checks) {
  const differences = [p95Difference, maxDifference].map((difference) => difference.toPrecision(2));
  print(`| ${check} | ${differing.length} | ${comparedCount} | ${differences.join(" | ")} |`);
}
for (const { check, differing } of checks)
  for (const { file, server, phone } of differing)
    print(`${check}: ${file}: server ${server}, phone ${phone}`);
const verdicts = pairs.filter(
  ({ server, phone }) => server.report.verdict !== phone.report.verdict,
);
for (const { file, server, phone } of verdicts)
  print(`verdict: ${file}: server ${server.report.verdict}, phone ${phone.report.verdict}`);

const rounded = (value: number): number => Math.round(value);
/** Returns the time of the first, cold run, and the quantiles of the others. */
function timesOf(times: readonly number[]) {
  const warm = times.slice(1).sort((one, other) => one - other);
  return {
    cold: rounded(times[0] ?? 0),
    median: rounded(quantile(warm, 0.5)),
    p95: rounded(quantile(warm, 0.95)),
  };
}
process.stdout.write(
  `${JSON.stringify({
    lab: "phone",
    photos: pairs.length,
    leftToServer: leftToServer.length,
    verdictsDiffer: verdicts.length,
    findings: pairs.reduce((sum, { server: { report } }) => sum + report.findings.length, 0),
    findingsDiffer: checks.reduce((sum, { differing }) => sum + differing.length, 0),
    openMs: {
      first: rounded(opened.first.checkMs),
      firstLive: rounded(opened.first.liveMs),
      again: rounded(opened.repeated.checkMs),
    },
    phone: { ms: timesOf(phone.ms), cpuMs: timesOf(phone.cpuMs) },
    server: { ms: timesOf(server.ms), cpuMs: timesOf(server.cpuMs) },
    memoryMb: { opened: afterOpening.nowMb, end: inTheEnd.nowMb, most: inTheEnd.maxMb },
    heic: heic.outcome.kind,
  })}\n`,
);
