/** Photos of the demo's students: portraits from installed packages and drawn people, cropped and lit differently. */
import { createRequire } from "node:module";
import sharp from "sharp";
import { drawPerson } from "../../../../../packages/engine/src/testing/synthetic-person.ts";
import {
  compliantLook,
  type PersonLook,
} from "../../../../../packages/engine/src/testing/synthetic-person-look.ts";
import {
  takePhoto as encodePhoto,
  mixOverWall,
} from "../../../../../packages/engine/src/testing/synthetic-person-photo.ts";
import { evenWall } from "../../../../../packages/engine/src/testing/synthetic-person-walls.ts";

const { resolve } = createRequire(import.meta.url);

const folders = {
  material: "material-kit/assets/img/faces",
  softUi: "soft-ui-dashboard/assets/img",
} as const;

const widthPx = 1200;

const paleWall = evenWall({ r: 216, g: 214, b: 210 });

export interface DemoPhoto {
  /** File of a package, or a look in which a person is drawn. */
  readonly of: string | Partial<PersonLook>;
  /** Wall that is added around the person, as shares of the width. */
  readonly wall?: { readonly left: number; readonly right: number; readonly top: number };
  readonly mirrored?: boolean;
  /** Factor of the brightness. */
  readonly light?: number;
  /** Part of the picture that a camera too near to the person shows, in shares of width and height. */
  readonly frame?: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

export const portrait = (folder: keyof typeof folders, name: string): string =>
  `${folders[folder]}/${name}.jpg`;

async function draw(look: Partial<PersonLook>): Promise<Uint8Array> {
  const person = await drawPerson({ ...compliantLook, ...look });
  return encodePhoto(mixOverWall(person, await paleWall(person)));
}

/** Returns a JPEG as a phone would send it. */
export async function takePhoto({
  of,
  wall,
  mirrored = false,
  light = 1,
  frame,
}: DemoPhoto): Promise<Blob> {
  const original = sharp(typeof of === "string" ? resolve(of) : await draw(of));
  const { width, height } = await original.metadata();
  if (frame)
    original.extract({
      left: Math.round(frame.left * width),
      top: Math.round(frame.top * height),
      width: Math.round(frame.width * width),
      height: Math.round(frame.height * height),
    });
  const px = (share = 0): number => Math.round(share * width);
  const extended = await original
    .extend({
      left: px(wall?.left),
      right: px(wall?.right),
      top: px(wall?.top),
      extendWith: "copy",
    })
    .flop(mirrored)
    .toBuffer();
  const jpeg = await sharp(extended)
    .resize({ width: widthPx })
    .modulate({ brightness: light })
    .jpeg({ quality: 92 })
    .toBuffer();
  return new Blob([new Uint8Array(jpeg)], { type: "image/jpeg" });
}

/** Returns a WebP for a bar of samples, which slow lines load beside the page. */
export const makeThumbnail = (photo: Buffer): Promise<Buffer> =>
  sharp(photo).resize(112, 140, { position: "top" }).webp().toBuffer();
