/** HEIC pictures, read by libheif compiled to WebAssembly (loaded only when one comes in). */
import sharp, { type Sharp } from "sharp";
import type { SourceHeader } from "../ports.ts";

interface HeicImage {
  readonly width: number;
  readonly height: number;
  decode(): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
}

async function primaryImage(bytes: Uint8Array): Promise<HeicImage & { dispose(): void }> {
  const { default: decode } = await import("heic-decode");
  const images = await decode.all({ buffer: bytes });
  const primary = images[0];
  if (!primary) throw new Error("the HEIC file holds no picture");
  return {
    width: primary.width,
    height: primary.height,
    decode: () => primary.decode(),
    dispose: () => images.dispose(),
  };
}

export async function inspectHeic(bytes: Uint8Array): Promise<SourceHeader> {
  const image = await primaryImage(bytes);
  try {
    const { width, height } = image;
    return { format: "heic", width, height, exifOrientation: 1, hasAlpha: false, frontCamera: false, colour: "sRGB" };
  } finally {
    image.dispose();
  }
}

/** The decoder has already applied the picture's own turn. */
export async function decodeHeic(bytes: Uint8Array): Promise<Sharp> {
  const image = await primaryImage(bytes);
  try {
    const { width, height, data } = await image.decode();
    return sharp(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), {
      raw: { width, height, channels: 4 },
    });
  } finally {
    image.dispose();
  }
}
