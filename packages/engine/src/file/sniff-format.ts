/** Detects the image format of a file by its first bytes, never by its name. */
import type { SourceFormat } from "../ports.ts";
import { latin1Of } from "./bytes.ts";

/** Brands of single pictures in a HEIF container, by the coding that they name. */
const heifBrands: Readonly<Record<string, SourceFormat>> = {
  avif: "avif",
  heic: "heic",
  heix: "heic",
  heis: "heic",
};
/** Brands of sequences. They name the coding of a picture next to the sequence too. */
const sequenceBrands: Readonly<Record<string, SourceFormat>> = {
  hevc: "heic",
  hevx: "heic",
  avis: "avif",
};
/** Brands that state only that the container holds pictures, or a sequence. Other brands name the coding. */
const pictureBrands: readonly string[] = ["mif1", "mif2"];
const sequenceBrand = "msf1";
const firstCompatibleBrand = 16;
const maxBrandBytes = 256;

/** Returns null for everything outside the allow-list, such as SVG, GIF, TIFF, PDF and sequences of pictures. */
export function sniffFormat(bytes: Uint8Array): SourceFormat | null {
  if (bytes.length < 12) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (bytes[0] === 0x89 && latin1Of(bytes, 1, 8) === "PNG\r\n\x1a\n") return "png";
  if (latin1Of(bytes, 0, 4) === "RIFF" && latin1Of(bytes, 8, 12) === "WEBP") return "webp";
  const { major, compatible } = brandsOf(bytes);
  if (Object.hasOwn(heifBrands, major)) return heifBrands[major] ?? null;
  if (!pictureBrands.includes(major) && major !== sequenceBrand) return null;
  const named = compatible.find((brand) => Object.hasOwn(heifBrands, brand));
  if (named !== undefined) return heifBrands[named] ?? null;
  const coding = compatible.find((brand) => Object.hasOwn(sequenceBrands, brand));
  const hasPicture = [major, ...compatible].some((brand) => pictureBrands.includes(brand));
  return coding !== undefined && hasPicture ? (sequenceBrands[coding] ?? null) : null;
}

/** Returns true for a HEIF file that holds a sequence of pictures and no single one that is read. */
export function isSequence(bytes: Uint8Array): boolean {
  const { major } = brandsOf(bytes);
  return (
    sniffFormat(bytes) === null && (major === sequenceBrand || Object.hasOwn(sequenceBrands, major))
  );
}

/** Returns the brands of a file of boxes (ISO/IEC 14496-12, 4.3); none for another file. */
function brandsOf(bytes: Uint8Array): {
  readonly major: string;
  readonly compatible: readonly string[];
} {
  if (bytes.length < 12 || latin1Of(bytes, 4, 8) !== "ftyp") return { major: "", compatible: [] };
  const boxEnd = Math.min(
    bytes.length,
    maxBrandBytes,
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(0),
  );
  const compatible: string[] = [];
  for (let at = firstCompatibleBrand; at + 4 <= boxEnd; at += 4)
    compatible.push(latin1Of(bytes, at, at + 4));
  return { major: latin1Of(bytes, 8, 12), compatible };
}
