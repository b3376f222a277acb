/** Walls behind the synthetic person: plain ones as the rules require, and worse. */
import type { Rgb } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { linearOfCode } from "../maths/colour.ts";
import type { Raster } from "../ports.ts";
import { randomNumbers } from "./random-numbers.ts";
import type { PersonLayer } from "./synthetic-person.ts";
import { withSvgEnabled } from "./synthetic-person-look.ts";
import { codeOfLinear } from "./synthetic-person-photo.ts";

/** Draws the wall behind this person, whose shadow may fall on it. */
export type Wall = (person: PersonLayer) => Promise<Raster>;

/** Draws a wall with the same light everywhere. */
export const evenWall =
  ({ r, g, b }: Rgb): Wall =>
  async ({ width, height }) => {
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < data.length; i += 3) {
      data[i] = r;
      data[i + 1] = g;
      data[i + 2] = b;
    }
    return { width, height, data };
  };

/** Draws a wall with light from the upper left that falls off to 60 %, and the person's soft shadow at the right. */
export const shadowedWall =
  (colour: Rgb): Wall =>
  async (person) => {
    const { width, height } = person;
    const shade = await blurredAlpha(person, 25);
    const shift = { x: 45, y: 25 };
    return lit(person, colour, (x, y) => {
      const fallOff = 1 - 0.25 * (x / width) - 0.15 * (y / height);
      const from = Math.max(0, y - shift.y) * width + Math.max(0, x - shift.x);
      return fallOff * (1 - (0.3 * shade[from]!) / 255);
    });
  };

/** Draws rough plaster: grain of a few pixels and slow waves. */
export const texturedWall =
  (colour: Rgb): Wall =>
  async (person) => {
    const { width, height } = person;
    const random = randomNumbers(11);
    const grain = await sharp(
      Uint8Array.from({ length: width * height }, () => 255 * random()),
      {
        raw: { width, height, channels: 1 },
      },
    )
      .blur(1.6)
      .extractChannel(0)
      .raw()
      .toBuffer();
    return lit(person, colour, (x, y) => {
      const waves = 0.05 * Math.sin(x / 61) * Math.cos(y / 83);
      return 1 + waves + 0.45 * (grain[y * width + x]! / 255 - 0.5);
    });
  };

/** Draws a room far out of focus: discs of light of many colours. */
export const busyRoom: Wall = async ({ width, height }) => {
  const random = randomNumbers(13);
  const discs = Array.from({ length: 90 }, () => {
    const hueDeg = Math.round(360 * random());
    const [x, y, radius] = [width * random(), height * random(), 25 + 75 * random()].map(
      Math.round,
    );
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="hsl(${hueDeg},55%,${Math.round(25 + 55 * random())}%)" opacity="0.8"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#6b6257"/>${discs.join("")}</svg>`;
  const drawing = sharp(Buffer.from(svg)).flatten().blur(9).raw();
  const data = await withSvgEnabled(() => drawing.toBuffer());
  return { width, height, data };
};

/** Draws a wall of one colour under varying light, where 1 is the colour itself. */
function lit(
  { width, height }: PersonLayer,
  { r, g, b }: Rgb,
  lightAt: (x: number, y: number) => number,
): Raster {
  const data = new Uint8ClampedArray(width * height * 3);
  const colour = [r, g, b].map((code) => linearOfCode[code]!);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = lightAt(x, y);
      for (let c = 0; c < 3; c++) data[3 * (y * width + x) + c] = codeOfLinear(colour[c]! * light);
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

function blurredAlpha({ alpha, width, height }: PersonLayer, radiusPx: number): Promise<Buffer> {
  const codes = Uint8Array.from(alpha, (value) => 255 * value);
  return sharp(codes, { raw: { width, height, channels: 1 } })
    .blur(radiusPx)
    .extractChannel(0)
    .raw()
    .toBuffer();
}
