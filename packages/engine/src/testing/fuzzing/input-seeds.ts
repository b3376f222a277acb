/** Small valid files of every accepted format, and of some that are refused, to start damaging from. */
import sharp from "sharp";
import { displayP3Profile } from "../../node/colour-profile.ts";
import { heicFile } from "../heic-file.ts";
import { animatedPng, heifBox, pngChunk, pngFile } from "../image-files.ts";
import { markedFile, markedFormats } from "../marked-files.ts";

const marks = {
  xmp: { inside: '<TC260:AIGC>{"Label":"1"}</TC260:AIGC>' },
  exif: { Software: "Snapseed", LensModel: "front camera", DateTimeOriginal: "2026:09:01 10:20:30" },
  credentials: [{ action: "c2pa.edited" }],
};

export async function inputSeeds(): Promise<readonly Uint8Array[]> {
  const size = { width: 40, height: 30 };
  const pixels = Uint8Array.from({ length: size.width * size.height * 3 }, (_, i) => (i * i * 31 + i * 7) & 255);
  const picture = sharp(pixels, { raw: { ...size, channels: 3 } });
  const described = picture.clone().withMetadata({ orientation: 6 }).withIccProfile("p3");
  const translucent = picture.clone().ensureAlpha(0.5);
  const colour = heifBox("colr", Buffer.from("prof"), await displayP3Profile());
  const rows = Uint8Array.of(0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc);
  const palette = pngChunk("PLTE", Uint8Array.of(10, 20, 30, 200, 100, 50));
  return [
    await described.clone().jpeg().toBuffer(),
    await picture.clone().jpeg({ progressive: true, chromaSubsampling: "4:4:4" }).toBuffer(),
    await picture.clone().toColourspace("b-w").jpeg().toBuffer(),
    await picture.clone().toColourspace("cmyk").jpeg().toBuffer(),
    await described.clone().png().toBuffer(),
    await translucent.clone().png({ progressive: true }).toBuffer(),
    pngFile({ width: 1, height: 1, bitDepth: 16, colourType: 2 }, rows),
    pngFile({ width: 2, height: 1, bitDepth: 8, colourType: 3 }, Uint8Array.of(0, 0, 1), [palette]),
    animatedPng(),
    await described.clone().webp().toBuffer(),
    await translucent.clone().webp({ lossless: true }).toBuffer(),
    await described.clone().avif({ effort: 0 }).toBuffer(),
    await translucent.clone().avif({ effort: 0 }).toBuffer(),
    ...(await Promise.all(markedFormats.map((format) => markedFile(format, marks)))),
    heicFile({ width: 32, height: 16, luma: (x, y) => 60 + 3 * x + y, cb: 120, cr: 140 }, [colour]),
    Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
    Buffer.from("II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0", "latin1"),
    Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"),
    Buffer.from("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a", "latin1"),
    Buffer.from("dear student, this is no photo but a longer line of text"),
  ];
}
