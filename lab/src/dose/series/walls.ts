/**
 * Puts the person's cut-out in front of other walls: darker ones, with a shadow, or with objects. Sensor noise covers
 * the entire picture.
 */
import sharp from "sharp";
import { linearOfCode } from "../../../../packages/engine/src/maths/colour.ts";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import { randomNumbers } from "../../../../packages/engine/src/testing/random-numbers.ts";
import { daylightNoise, toRaster, withNoise } from "../light-picture.ts";
import type { OperatingPoint } from "../operating-point.ts";
import type { Series } from "./series.ts";

/** Returns the linear light of the wall at a pixel of the picture. */
type WallLight = (x: number, y: number) => readonly [number, number, number];

const lightWall = linearOfCode[214]!;

/**
 * Composes the cut-out with a wall. The picture is as wide as the cut-out, because nothing else of the person is
 * available.
 */
function inFrontOfWall({ cut, seed }: OperatingPoint, wallAt: WallLight): Raster {
  const { width, height, alpha, foreground } = cut;
  const light = new Float32Array(3 * width * height);
  for (let y = 0, i = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++, k += 3) {
      const wall = wallAt(x, y);
      const a = alpha[i]!;
      for (let c = 0; c < 3; c++)
        light[k + c] = a * linearOfCode[foreground[3 * i + c]!]! + (1 - a) * wall[c]!;
    }
  }
  return toRaster(withNoise({ width, height, light }, daylightNoise, randomNumbers(seed)));
}

const grey = (light: number): readonly [number, number, number] => [light, light, light];

export const darkerWall: Series = {
  id: "wall-darker",
  title: { zh: "素色墙由亮变暗", en: "A plain wall, from light to dark" },
  dose: { zh: "墙面变暗的挡数", en: "stops the wall is darker" },
  doses: [0, 1, 2, 3, 4],
  startsAltered: true,
  reaches: [],
  holds: [
    "background-busy",
    "background-shadow",
    "background-colour",
    "dark",
    "face-count",
    "hair-top",
  ],
  make: async (point, dose) => inFrontOfWall(point, () => grey(lightWall * 2 ** -dose)),
};

/** Offset of the shadow to one side and down, and softness of its edge, in face widths. */
const shadow = { aside: 0.45, below: 0.12, sigma: 0.12 };

export const shadowedWall: Series = {
  id: "wall-shadow",
  title: { zh: "墙上影子加深", en: "A shadow on the wall" },
  dose: { zh: "影子处减少的光", en: "share of the light taken by the shadow" },
  doses: [0, 0.2, 0.4, 0.6, 0.8],
  startsAltered: true,
  reaches: ["background-shadow"],
  holds: ["background-busy", "face-count", "background-colour"],
  make: async (point, dose) => {
    const { cut } = point;
    const shade = await sharp(
      Uint8Array.from(cut.alpha, (a) => 255 * a),
      {
        raw: { width: cut.width, height: cut.height, channels: 1 },
      },
    )
      .blur(Math.max(0.5, shadow.sigma * cut.faceWidthPx))
      .extractChannel(0)
      .raw()
      .toBuffer();
    const [aside, below] = [shadow.aside, shadow.below].map((faces) =>
      Math.round(faces * cut.faceWidthPx),
    );
    return inFrontOfWall(point, (x, y) => {
      const [fromX, fromY] = [x - aside!, y - below!];
      const shaded = fromX < 0 || fromY < 0 ? 0 : shade[fromY * cut.width + fromX]! / 255;
      return grey(lightWall * (1 - dose * shaded));
    });
  },
};

export const busyWall: Series = {
  id: "wall-clutter",
  title: { zh: "墙面由素到乱", en: "Things on the wall" },
  dose: { zh: "书架图案的对比度", en: "contrast of a shelf of books" },
  doses: [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1],
  startsAltered: true,
  reaches: ["background-busy"],
  holds: ["background-colour", "face-count", "hair-top"],
  make: async (point, dose) => {
    const { width, height, faceWidthPx } = point.cut;
    const shelf = shelfOfBooks(width, height, faceWidthPx, randomNumbers(point.seed + 1));
    return inFrontOfWall(point, (x, y) => {
      const book = shelf(x, y);
      return [mixed(book[0], dose), mixed(book[1], dose), mixed(book[2], dose)];
    });
  },
};

const mixed = (light: number, dose: number): number => lightWall + dose * (light - lightWall);

/** Draws rows of book spines with random widths, heights and colours. */
function shelfOfBooks(
  width: number,
  height: number,
  faceWidthPx: number,
  random: () => number,
): WallLight {
  const rowPx = Math.round(0.7 * faceWidthPx);
  const rows = Array.from({ length: Math.ceil(height / rowPx) }, () => {
    const books: { right: number; tall: number; colour: readonly [number, number, number] }[] = [];
    for (let right = 0; right < width; ) {
      right += faceWidthPx * (0.06 + 0.14 * random());
      const shade = 0.03 + 0.6 * random() ** 2;
      books.push({
        right,
        tall: 0.65 + 0.3 * random(),
        colour: [shade * (0.4 + random()), shade * (0.4 + random()), shade * (0.4 + random())],
      });
    }
    return books;
  });
  return (x, y) => {
    const row = rows[Math.floor(y / rowPx)]!;
    const book = row.find(({ right }) => x < right)!;
    return (y % rowPx) / rowPx > 1 - book.tall ? book.colour : [0.02, 0.015, 0.01];
  };
}
