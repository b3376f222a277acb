/** One photo in every dress that a phone's file may wear: formats, turns, colours, sizes. */
import sharp, { type Sharp } from "sharp";

/** By EXIF's number, what was done to an upright picture that has to be turned so; one step after the other. */
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

/** As tall as phones' 12 and 48 megapixels. */
const tallPx = [4032, 8064];

export async function variantsOf(photo: Uint8Array): Promise<{ readonly file: string; readonly bytes: Uint8Array }[]> {
  const upright = await sharp(photo).resize({ width: 900 }).removeAlpha().png().toBuffer();
  const picture = (): Sharp => sharp(upright);
  const tall = (height: number): Sharp => picture().resize({ height, width: height * 0.75, fit: "cover" });
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
  for (const height of tallPx) made.push([`JPEG of ${height} px, turn 6`, (await turned(tall(height), 6)).jpeg()]);
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const [file, image] of made) files.push({ file, bytes: await image.toBuffer() });
  return files;
}
