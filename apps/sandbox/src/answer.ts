/** Answers of endpoints before they are sent, signed or altered by a fault, and formats of their content. */
import { beijingIso } from "@gradphoto/domain";
import { toBuffer } from "qrcode";

export interface Answer {
  readonly status: number;
  /** Sent as JSON, or unchanged when `type` is set. */
  readonly body: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request with the exact text of its body, which signatures cover. */
export interface Call {
  readonly method: string;
  /** Path with query, as sent. */
  readonly url: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export const json = (status: number, body: unknown): Answer => ({ status, body });

export const redirect = (location: string): Answer => ({
  status: 303,
  body: "",
  type: "text/plain",
  headers: { location },
});

export const png = (bytes: Uint8Array): Answer => ({
  status: 200,
  body: Buffer.from(bytes),
  type: "image/png",
});

/** Refusals of our own contracts (SMS, collection code, control). */
export const refusal = (status: number, code: string, message: string): Answer =>
  json(status, { code, message });

/** Text as a QR code: a PNG with a quiet zone of four modules; level M survives screenshots and photos of screens. */
export const drawQr = (text: string): Promise<Buffer> =>
  toBuffer(text, { type: "png", errorCorrectionLevel: "M", margin: 4, scale: 6 });

/** Beijing time as in answers of WeChat Pay: 2026-06-01T10:34:56+08:00 */
export const rfc3339Time = (ms: number): string => `${beijingIso(ms)}+08:00`;

/** Beijing time as in bills, and in answers of Alipay: 2026-06-01 10:34:56 */
export const billTime = (ms: number): string => beijingIso(ms).replace("T", " ");
