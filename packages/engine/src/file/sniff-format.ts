/** Detects the image format of a file by its first bytes, never by its name. */
import type { SourceFormat } from "../ports.ts";
import { latin1Of } from "./bytes.ts";

/** Brands of single pictures in a HEIF container. Sequences are not photos. */
const heifBrands: Readonly<Record<string, SourceFormat>> = {
  avif: "avif",
  heic: "heic",
  heix: "heic",
};
/** Brand that states only that the container holds pictures. The following brands name the coding. */
const structuralBrand = "mif1";
const firstCompatibleBrand = 16;
const maxBrandBytes = 256;

/** Returns null for everything outside the allow-list, such as SVG, GIF, TIFF and PDF. */
export function sniffFormat(bytes: Uint8Array): SourceFormat | null {
  if (bytes.length < 12) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (bytes[0] === 0x89 && latin1Of(bytes, 1, 8) === "PNG\r\n\x1a\n") return "png";
  if (latin1Of(bytes, 0, 4) === "RIFF" && latin1Of(bytes, 8, 12) === "WEBP") return "webp";
  if (latin1Of(bytes, 4, 8) !== "ftyp") return null;
  const brand = latin1Of(bytes, 8, 12);
  if (brand !== structuralBrand) return heifBrands[brand] ?? null;
  const boxEnd = Math.min(bytes.length, maxBrandBytes, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
  for (let i = firstCompatibleBrand; i + 4 <= boxEnd; i += 4) {
    const format = heifBrands[latin1Of(bytes, i, i + 4)];
    if (format) return format;
  }
  return null;
}
