/** Good photos made of people who are good but for their wall: the person before a plain wall, framed as a phone portrait. */
import sharp from "sharp";
import { linearOfCode } from "../../../packages/engine/src/maths/colour.ts";
import type { Raster, Rect } from "../../../packages/engine/src/ports.ts";
import { randomNumbers } from "../../../packages/engine/src/testing/random-numbers.ts";
import type { CutOutPerson } from "./cut-person.ts";
import { daylightNoise, type LightPicture, toRaster, withNoise } from "./light-picture.ts";
import type { PlainWall } from "./plain-walls.ts";

/** Of a head's height, crown to chin. */
const room = { above: { min: 0.3, max: 0.7 }, chest: { min: 0.5, max: 1.2 } };
/** Width over height of a phone's portrait. */
const aspect = 3 / 4;
/** Of a face's width: what a standard photo shows, 480 px for a face of 215. */
const narrowestFaces = 2.3;
/** Below it a standard face of 215 px needs more than one and a half times the pixels there are. */
const narrowestFacePx = 140;

/** Why no good photo can be made of this person, in words; null when it can. */
export function whyNotGood({ head, faceWidthPx, height, ends }: CutOutPerson): string | null {
  const headPx = head.chinY - head.crownY;
  if (faceWidthPx < narrowestFacePx) return `the face is ${Math.round(faceWidthPx)} px wide, not ${narrowestFacePx}`;
  if (ends.top) return "the original cuts the hair";
  if (height - head.chinY < room.chest.min * headPx)
    return `the original ends above the chest (${((height - head.chinY) / headPx).toFixed(2)} heads)`;
  return null;
}

/** The frame in the layer's pixels; null where the original is too narrow for one. */
export function goodFrame({ head, width, height, faceWidthPx, ends }: CutOutPerson, random: () => number): Rect | null {
  const headPx = head.chinY - head.crownY;
  const between = ({ min, max }: { min: number; max: number }): number => headPx * (min + (max - min) * random());
  const top = Math.round(head.crownY - between(room.above));
  const bottom = Math.min(height, Math.round(head.chinY + between(room.chest)));
  const aside = 0.08 * faceWidthPx * (2 * random() - 1);
  const halfWidth = Math.max(aspect * (bottom - top), narrowestFaces * faceWidthPx) / 2 + 1;
  const left = Math.round(Math.max(ends.left ? 0 : Number.NEGATIVE_INFINITY, head.faceCentreX + aside - halfWidth));
  const right = Math.round(
    Math.min(ends.right ? width : Number.POSITIVE_INFINITY, head.faceCentreX + aside + halfWidth),
  );
  return right - left < narrowestFaces * faceWidthPx ? null : { left, top, width: right - left, height: bottom - top };
}

/** Person and wall in linear light, as a sensor takes them. */
export function inFrontOfWall(person: CutOutPerson, wall: PlainWall, frame: Rect, random: () => number): Raster {
  const { width, height } = frame;
  const light = new Float32Array(3 * width * height);
  const colour = [wall.colour.r, wall.colour.g, wall.colour.b].map((code) => linearOfCode[code]!);
  for (let y = 0, k = 0; y < height; y++) {
    const layerY = y + frame.top;
    for (let x = 0; x < width; x++, k += 3) {
      const layerX = x + frame.left;
      const inside = layerX >= 0 && layerX < person.width && layerY >= 0 && layerY < person.height;
      const i = layerY * person.width + layerX;
      const a = inside ? person.alpha[i]! : 0;
      const [dx, dy] = [x / width - 0.5, y / height - 0.5];
      const wallLight = 1 - wall.across * dx - wall.down * dy;
      const lens = 1 - wall.vignette * 2 * (dx * dx + dy * dy);
      for (let c = 0; c < 3; c++) {
        const own = a > 0 ? a * linearOfCode[person.foreground[3 * i + c]!]! : 0;
        light[k + c] = lens * (own + (1 - a) * wallLight * colour[c]!);
      }
    }
  }
  const picture: LightPicture = { width, height, light };
  return toRaster(withNoise(picture, daylightNoise, random));
}

/** One good photo as a phone stores it; the same seed gives the same bytes. null where no frame fits. */
export async function goodPhoto(person: CutOutPerson, wall: PlainWall, seed: number): Promise<Buffer | null> {
  const random = randomNumbers(seed);
  const frame = goodFrame(person, random);
  if (!frame) return null;
  const { width, height, data } = inFrontOfWall(person, wall, frame, random);
  const quality = 88 + Math.floor(8 * random());
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}
