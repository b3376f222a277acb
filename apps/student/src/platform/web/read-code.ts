/** Reads the QR code in a picture, in the browser; the reader comes with the first picture. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Picture } from "../platform.ts";

prepareZXingModule({
  overrides: { locateFile: () => `${process.env.GRADPHOTO_H5_BASE}static/zxing_reader.wasm` },
});

const options = { formats: ["QRCode"], maxNumberOfSymbols: 1 } as const;

/** A frame of the camera: another one comes at once, so one quick look is enough. */
export async function readCodeInFrame(frame: ImageData): Promise<string | null> {
  const found = await readBarcodes(frame, { ...options, formats: [...options.formats], tryHarder: false });
  return found.find(({ isValid }) => isValid)?.text ?? null;
}

export async function readCodeIn(picture: Picture): Promise<string | null> {
  try {
    const file = await (await fetch(picture.url)).blob();
    const found = await readBarcodes(file, { ...options, formats: [...options.formats] });
    return found.find(({ isValid }) => isValid)?.text ?? null;
  } catch {
    // A picture of a kind the browser cannot open: the service can.
    return null;
  }
}
