/** Reads the QR code in a picture, in the browser; the reader comes with the first picture. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Picture } from "../platform.ts";

prepareZXingModule({
  overrides: { locateFile: () => `${process.env.GRADPHOTO_H5_BASE}static/zxing_reader.wasm` },
});

export async function readCodeIn(picture: Picture): Promise<string | null> {
  try {
    const file = await (await fetch(picture.url)).blob();
    const found = await readBarcodes(file, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return found.find(({ isValid }) => isValid)?.text ?? null;
  } catch {
    // A picture of a kind the browser cannot open: the service can.
    return null;
  }
}
