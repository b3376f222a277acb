import sharp from "sharp";
import { expect, test } from "vitest";
import { quarterTurnedJpeg, withOrientation } from "./quarter-turned-jpeg.ts";

/** Image with four different quadrants. */
const picture = sharp(
  Buffer.from(
    Array.from({ length: 48 * 32 }, (_, at) => {
      const [right, low] = [at % 48 >= 24, at >= 48 * 16];
      return right ? (low ? [250, 250, 250] : [20, 200, 30]) : low ? [30, 40, 220] : [200, 20, 10];
    }).flat(),
  ),
  { raw: { width: 48, height: 32, channels: 3 } },
);

const displayedPixels = (jpeg: Uint8Array, turnDeg = 0) =>
  sharp(jpeg)
    .autoOrient()
    .toBuffer()
    .then((upright) => sharp(upright).rotate(turnDeg).raw().toBuffer({ resolveWithObject: true }));

/** Compares the pixels with a tolerance for the loss of JPEG. */
async function expectTurned(previous: Uint8Array, after: Uint8Array): Promise<void> {
  const [wanted, visible] = [await displayedPixels(previous, 90), await displayedPixels(after)];
  expect([visible.info.width, visible.info.height]).toEqual([
    wanted.info.width,
    wanted.info.height,
  ]);
  const differences = [...visible.data].map((value, at) =>
    Math.abs(value - (wanted.data[at] ?? 0)),
  );
  expect(
    differences.reduce((sum, difference) => sum + difference, 0) / differences.length,
  ).toBeLessThan(6);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "rotates a photo of orientation %i by a quarter turn clockwise",
  async (orientation) => {
    const jpeg = await picture
      .clone()
      .withMetadata({ orientation })
      .jpeg({ quality: 95 })
      .toBuffer();
    const turned = quarterTurnedJpeg(jpeg);
    if (!turned) throw new Error("it was not turned");
    await expectTurned(jpeg, turned);
  },
);

test("rotates a photo without EXIF or orientation, and leaves its other EXIF data unchanged", async () => {
  const plain = await picture.clone().jpeg().toBuffer();
  const labelled = await picture
    .clone()
    .withExif({
      IFD0: { Model: "phone of a test", Software: "made by a test" },
      IFD3: { GPSLatitudeRef: "N" },
    })
    .jpeg()
    .toBuffer();
  const turned = quarterTurnedJpeg(plain);
  if (!turned) throw new Error("it was not turned");
  await expectTurned(plain, turned);
  const turnedLabelled = quarterTurnedJpeg(labelled);
  if (!turnedLabelled) throw new Error("it was not turned");
  await expectTurned(labelled, turnedLabelled);
  for (const label of ["phone of a test", "made by a test"])
    expect(Buffer.from(turnedLabelled).includes(label)).toBe(true);
});

test("four quarter turns restore the file byte by byte", async () => {
  const jpeg = await picture.clone().withMetadata({ orientation: 1 }).jpeg().toBuffer();
  let turned: Uint8Array | null = jpeg;
  for (let quarter = 0; quarter < 4; quarter++) turned = turned && quarterTurnedJpeg(turned);
  expect(Buffer.from(turned ?? []).equals(jpeg)).toBe(true);
});

test("replaces an existing orientation", async () => {
  const jpeg = await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const upright = withOrientation(jpeg, 1);
  expect((await sharp(upright ?? jpeg).metadata()).orientation).toBe(1);
});

test("does not rotate a damaged JPEG or another file", async () => {
  const png = await picture.clone().png().toBuffer();
  const jpeg = await picture.clone().jpeg().toBuffer();
  for (const file of [png, Buffer.alloc(0), jpeg.subarray(0, 30), Buffer.from("text")])
    expect(quarterTurnedJpeg(file)).toBeNull();
});
