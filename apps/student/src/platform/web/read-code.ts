/** Reads the QR code in a picture, in the browser. Importing this file loads the reader. */
import { findCollectionCode, qrReaderOptions, qrRetryOptions } from "@gradphoto/domain";
import { prepareZXingModule, purgeZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Picture } from "../platform.ts";

const overrides = { locateFile: () => `${process.env.GRADPHOTO_H5_BASE}static/zxing_reader.wasm` };

prepareZXingModule({ overrides, fireImmediately: true }).catch(() => {
  // Otherwise the failure would be stored; now the first picture loads the reader again.
  purgeZXingModule();
  prepareZXingModule({ overrides });
});

/** For a camera frame: the next comes at once, so one quick attempt is enough. */
export const readCodeInFrame = (frame: ImageData): Promise<string | null> =>
  findCollectionCode([() => readBarcodes(frame, { ...qrReaderOptions, tryHarder: false })]);

/** Makes the service's attempts that need no image processing; the service makes the others. */
export async function readCodeIn(picture: Picture): Promise<string | null> {
  try {
    const file = await (await fetch(picture.url)).blob();
    return await findCollectionCode([
      () => readBarcodes(file, qrReaderOptions),
      () => readBarcodes(file, qrRetryOptions),
    ]);
  } catch {
    // The browser cannot decode this format; the service can.
    return null;
  }
}
