/** Photos of the demo's students: portraits from installed packages, cropped and lit differently. */
import { createRequire } from "node:module";
import sharp from "sharp";

const { resolve } = createRequire(import.meta.url);

const folders = {
  material: "material-kit/assets/img/faces",
  softUi: "soft-ui-dashboard/assets/img",
} as const;

const widthPx = 1200;

export interface DemoPhoto {
  readonly file: string;
  /** Wall that is added around the person, as shares of the width. */
  readonly wall?: { readonly left: number; readonly right: number; readonly top: number };
  readonly mirrored?: boolean;
  /** Factor of the brightness. */
  readonly light?: number;
}

export const portrait = (folder: keyof typeof folders, name: string): string => `${folders[folder]}/${name}.jpg`;

/** Returns a JPEG as a phone would send it. */
export async function takePhoto({ file, wall, mirrored = false, light = 1 }: DemoPhoto): Promise<Blob> {
  const original = sharp(resolve(file));
  const { width } = await original.metadata();
  const px = (share = 0): number => Math.round(share * width);
  const extended = await original
    .extend({ left: px(wall?.left), right: px(wall?.right), top: px(wall?.top), extendWith: "copy" })
    .flop(mirrored)
    .toBuffer();
  const jpeg = await sharp(extended)
    .resize({ width: widthPx })
    .modulate({ brightness: light })
    .jpeg({ quality: 92 })
    .toBuffer();
  return new Blob([new Uint8Array(jpeg)], { type: "image/jpeg" });
}
