/** What whoever shows pictures asks of a codec, as the process that holds it does it. */

import type { HeaderOptions } from "../file/read-header.ts";
import type { ImageCodec } from "../ports.ts";
import { fitPicture } from "./fit-picture.ts";
import { pngOf } from "./png-of.ts";
import { createSharpCodec } from "./sharp-codec.ts";

export type PictureCodec = Pick<ImageCodec, "inspect" | "decode" | "resize" | "encodeJpeg"> & {
  /** A picture of our own making, its longer side no longer than that. Rejects for one that cannot be opened. */
  readonly fit: (jpeg: Uint8Array, longSidePx: number) => Promise<Uint8Array>;
  /** A finished photo once more as PNG. Rejects for a JPEG that states no print density. */
  readonly pngOf: (jpeg: Uint8Array) => Promise<Uint8Array>;
};

export function createPictureCodec(options: HeaderOptions): PictureCodec {
  const codec = createSharpCodec(options);
  return { ...codec, pngOf, fit: (jpeg, longSidePx) => fitPicture(codec, jpeg, longSidePx) };
}
