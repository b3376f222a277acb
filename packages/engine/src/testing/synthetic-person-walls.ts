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

/** Draws a curtain: folds from top to bottom, lit from one side. */
export const curtain =
  (colour: Rgb): Wall =>
  async (person) =>
    lit(
      person,
      colour,
      (x, y) => 0.72 + 0.28 * Math.sin(x / 17 + 1.5 * Math.sin(x / 71) + 0.2 * Math.sin(y / 230)),
    );

/** Draws an SVG in front of a wall of this CSS colour, slightly out of focus. */
const drawnWall =
  (colour: string, shapes: string): Wall =>
  async ({ width, height }) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${colour}"/>${shapes}</svg>`;
    const drawing = sharp(Buffer.from(svg)).flatten().blur(1.2).raw();
    const data = await withSvgEnabled(() => drawing.toBuffer());
    return { width, height, data };
  };

/** Frame of a door that rises behind the head, and the darker door beside it. */
export const doorFrame = drawnWall(
  "#e3ded4",
  `<rect x="796" width="404" height="1600" fill="#8c6a48"/>
  <rect x="740" width="56" height="1600" fill="#5b4330"/>
  <rect x="736" width="5" height="1600" fill="#2a2019"/>`,
);

/** Dark picture that the hair touches, and a socket above a shoulder. */
export const posterAndSocket = drawnWall(
  "#eceae4",
  `<rect x="150" y="90" width="300" height="520" fill="#3b3f4a" stroke="#17130f" stroke-width="14"/>
  <circle cx="300" cy="300" r="90" fill="#b5533c"/>
  <rect x="1000" y="1080" width="96" height="96" rx="10" fill="#ffffff" stroke="#b9b6ae" stroke-width="3"/>
  <circle cx="1032" cy="1128" r="9" fill="#4a4a4a"/><circle cx="1064" cy="1128" r="9" fill="#4a4a4a"/>`,
);

/** Shelves full of books, in focus. */
export const bookshelf: Wall = async (person) => {
  const random = randomNumbers(17);
  const books: string[] = [];
  for (let top = 20; top < person.height; top += 230)
    for (let x = 0; x < person.width; ) {
      const [wide, tall] = [18 + 40 * random(), 130 + 70 * random()];
      books.push(
        `<rect x="${x.toFixed(0)}" y="${(top + 205 - tall).toFixed(0)}" width="${wide.toFixed(0)}" height="${tall.toFixed(0)}" fill="hsl(${(360 * random()).toFixed(0)},45%,${(18 + 55 * random()).toFixed(0)}%)"/>`,
      );
      x += wide + 2;
    }
  return drawnWall("#4a3626", books.join(""))(person);
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
