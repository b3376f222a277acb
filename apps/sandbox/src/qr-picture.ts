/** Text as a QR code: a collection code, or a code of the mini-program. */
import { toBuffer } from "qrcode";

/** A PNG with a quiet zone of four modules; level M survives screenshots and photos of screens. */
export const drawQr = (text: string): Promise<Buffer> =>
  toBuffer(text, { type: "png", errorCorrectionLevel: "M", margin: 4, scale: 6 });
