/** Reads colours and transparency of a file without a decoder. */
import type { SourceFormat, SourceHeader } from "../ports.ts";
import { latin1Of, viewOf } from "./bytes.ts";
import { isFrame, jpegCode, jpegParts, pngParts } from "./file-parts.ts";
import { readHeifFacts } from "./heif-boxes.ts";

export type FileColour = Pick<SourceHeader, "hasAlpha" | "colour">;

/** Reads the colour of a file with a valid header. Colour spaces have the names of libvips. */
export const readColour = (file: Uint8Array, format: SourceFormat): FileColour =>
  colourIn[format](file);

const colourIn: Readonly<Record<SourceFormat, (file: Uint8Array) => FileColour>> = {
  jpeg: jpegColour,
  png: pngColour,
  webp: webpColour,
  avif: heifColour,
  heic: heifColour,
};

function named(space: string, hasProfile: boolean): string {
  if (hasProfile) return `${space} with profile`;
  return space === "srgb" ? "sRGB" : space;
}

function jpegColour(file: Uint8Array): FileColour {
  let space = "srgb";
  let hasProfile = false;
  for (const part of jpegParts(file)) {
    const { code, at } = part;
    if (code === jpegCode.sos) break;
    if (code === jpegCode.app2 && latin1Of(file, at, at + 11) === "ICC_PROFILE") hasProfile = true;
    if (isFrame(part)) space = spaceOfComponents[file[at + 5] ?? 3] ?? "srgb";
  }
  return { hasAlpha: false, colour: named(space, hasProfile) };
}

const spaceOfComponents: Readonly<Record<number, string>> = { 1: "b-w", 3: "srgb", 4: "cmyk" };

function pngColour(file: Uint8Array): FileColour {
  const [depth = 8, colourType = 2] = [file[24], file[25]];
  let hasProfile = false;
  let hasAlpha = colourType === 4 || colourType === 6;
  for (const { type } of pngParts(file)) {
    if (type === "IDAT") break;
    if (type === "iCCP") hasProfile = true;
    if (type === "tRNS") hasAlpha = true;
  }
  const isGrey = colourType === 0 || colourType === 4;
  const space = depth === 16 ? (isGrey ? "grey16" : "rgb16") : isGrey ? "b-w" : "srgb";
  const gamma = pngGammaOf(file);
  const colour =
    gamma === null ? named(space, hasProfile) : `${space} with gamma ${gamma.toFixed(2)}`;
  return { hasAlpha, colour };
}

/** Chunks that describe the colours more exactly and take precedence. */
const precedingTypes: readonly string[] = ["iCCP", "sRGB", "cICP"];
const unitsPerOne = 100_000;
const usualExponent = 2.2;
/** Difference from the usual exponent that libpng and browsers treat as none. */
const insignificant = 0.05;

/** Returns the exponent of a PNG file from codes to light. null where the codes are already as in sRGB. */
export function pngGammaOf(png: Uint8Array): number | null {
  let exponent: number | null = null;
  for (const { type, at, end } of pngParts(png)) {
    if (type === "IDAT") break;
    if (precedingTypes.includes(type)) return null;
    if (type === "gAMA" && end - at === 4) exponent = unitsPerOne / viewOf(png).getUint32(at);
  }
  const isUsual = exponent === null || Math.abs(usualExponent / exponent - 1) < insignificant;
  return isUsual || !Number.isFinite(exponent) ? null : exponent;
}

const webpFlag = { profile: 0x20, alpha: 0x10 } as const;

function webpColour(file: Uint8Array): FileColour {
  const type = latin1Of(file, 12, 16);
  const flags = type === "VP8X" ? (file[20] ?? 0) : 0;
  const losslessAlpha = type === "VP8L" && ((file[24] ?? 0) & 0x10) !== 0;
  return {
    hasAlpha: (flags & webpFlag.alpha) !== 0 || losslessAlpha,
    colour: named("srgb", (flags & webpFlag.profile) !== 0),
  };
}

/** Number of the Display P3 primaries in ITU-T H.273. */
export const displayP3Primaries = 12;

function heifColour(file: Uint8Array): FileColour {
  const { colour } = readHeifFacts(file);
  const isP3 = colour !== null && "primaries" in colour && colour.primaries === displayP3Primaries;
  const name =
    colour !== null && "icc" in colour ? "rgb with profile" : isP3 ? "Display P3" : "sRGB";
  return { hasAlpha: false, colour: name };
}
