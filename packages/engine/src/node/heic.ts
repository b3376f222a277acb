/** HEIC pictures, read by libheif compiled to WebAssembly (loaded only when one comes in). */
import sharp, { type Sharp } from "sharp";
import { readHeifFacts } from "../file/heif-boxes.ts";
import { displayP3Primaries } from "../file/read-colour.ts";
import type { Raster } from "../ports.ts";
import { convertToSrgb, displayP3Profile } from "./colour-profile.ts";

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A photo is opened several times over, and its decoder is slow: its pixels stay as long as whoever opens it holds its bytes. */
const decoded = new WeakMap<Uint8Array, Promise<Pixels>>();

/** Pixels in the file's own colours; the decoder has already applied the picture's turn. */
export async function openHeic(bytes: Uint8Array): Promise<Sharp> {
  const pixels = decoded.get(bytes) ?? decodeHeic(bytes);
  decoded.set(bytes, pixels);
  const { width, height, data } = await pixels;
  return sharp(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { raw: { width, height, channels: 4 } });
}

function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  return keepingQuiet(async () => {
    const { default: decode } = await import("heic-decode");
    const images = await decode.all({ buffer: bytes });
    try {
      const primary = images[0];
      if (!primary) throw new Error("the HEIC file holds no picture");
      return await primary.decode();
    } finally {
      images.dispose();
    }
  });
}

/** The decoder ignores the file's colour information; this applies it to the pixels it gave. */
export async function applyHeicColour(raster: Raster, bytes: Uint8Array): Promise<Raster> {
  const { colour } = readHeifFacts(bytes);
  if (colour === null) return raster;
  if ("icc" in colour) return convertToSrgb(raster, colour.icc);
  return colour.primaries === displayP3Primaries ? convertToSrgb(raster, await displayP3Profile()) : raster;
}

/** The decoder reports what is wrong through console.log, but standard output belongs to the caller. */
async function keepingQuiet<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  const said: string[] = [];
  const listen = (...parts: unknown[]): void => {
    said.push(parts.filter((part) => typeof part === "string").join(" "));
  };
  Object.assign(console, { log: listen });
  try {
    return await work();
  } catch (error) {
    throw new Error([...said, error instanceof Error ? error.message : String(error)].join("; "));
  } finally {
    Object.assign(console, { log });
  }
}
