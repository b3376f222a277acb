/** Photos of the demo's students: portraits from installed packages, cropped and lit differently. */
import { createRequire } from "node:module";
import sharp from "sharp";

const { resolve } = createRequire(import.meta.url);

const folders = {
  material: "material-kit/assets/img/faces",
  softUi: "soft-ui-dashboard/assets/img",
} as const;

export interface DemoPhoto {
  readonly file: string;
  /** Part of the width that is cut off at each side, and of the height at the bottom. */
  readonly cut?: number;
  readonly mirrored?: boolean;
  /** Factor of the brightness. */
  readonly light?: number;
}

export const portrait = (folder: keyof typeof folders, name: string): string => `${folders[folder]}/${name}.jpg`;

export const pathOfPhoto = (file: string): string => resolve(file);

/** Returns a JPEG as a phone would send it. */
export async function takePhoto({ file, cut = 0, mirrored = false, light = 1 }: DemoPhoto): Promise<Blob> {
  const picture = sharp(pathOfPhoto(file));
  const { width, height } = await picture.metadata();
  const left = Math.round(width * cut);
  picture.extract({ left, top: 0, width: width - 2 * left, height: height - left });
  if (mirrored) picture.flop();
  const jpeg = await picture
    .resize({ width: 1200 })
    .modulate({ brightness: light })
    .jpeg({ quality: 92 })
    .toBuffer();
  return new Blob([new Uint8Array(jpeg)], { type: "image/jpeg" });
}
