/** Requests JSON or a picture from an external system; returns null without a readable answer. */
import { readLimited } from "./read-limited.ts";

/** `unauthorized` means that it rejects our key, `request-refused` that it rejects our request. */
export type RequestFault = "unauthorized" | "request-refused";

/** Returns the fault for an HTTP status from 400 to 499. */
export const requestFaultOf = (status: number): RequestFault =>
  status === 401 || status === 403 ? "unauthorized" : "request-refused";

export interface OutsideAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Question {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: object;
  readonly timeoutMs: number;
}

/** Maximum size of an answer, far larger than the answers of any of these systems. */
const maxAnswerBytes = 256 * 1024;

/** Maximum size of a picture. A printable mini-program code of WeChat has about 200 KB. */
const maxPictureBytes = 4 * 1024 * 1024;

/**
 * Requests JSON. Returns null for a timeout and for an answer that is broken, not JSON or too long. Never throws for
 * external failures.
 */
export async function requestJson(question: Question): Promise<OutsideAnswer | null> {
  const answer = await requestBytes(question, maxAnswerBytes);
  return answer && readAsJson(answer);
}

/** Requests a picture in the same way. `body` is the picture or, for an error, the parsed JSON. */
export async function requestPicture(question: Question): Promise<OutsideAnswer | null> {
  const answer = await requestBytes(question, maxPictureBytes);
  if (!answer) return null;
  const mediaType = pictureTypeOf(answer.bytes);
  return mediaType
    ? { status: answer.status, body: { bytes: answer.bytes, mediaType } }
    : readAsJson(answer);
}

interface Bytes {
  readonly status: number;
  readonly bytes: Uint8Array;
}

function readAsJson({ status, bytes }: Bytes): OutsideAnswer | null {
  try {
    return { status, body: JSON.parse(Buffer.from(bytes).toString("utf8")) };
  } catch {
    return null;
  }
}

/** Detects the type by the first bytes. */
function pictureTypeOf(bytes: Uint8Array): "image/jpeg" | "image/png" | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (start === "89504e47") return "image/png";
  return start.startsWith("ffd8ff") ? "image/jpeg" : null;
}

async function requestBytes(
  { url, headers, body, timeoutMs }: Question,
  maxBytes: number,
): Promise<Bytes | null> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      headers: {
        accept: "application/json",
        ...(body && { "content-type": "application/json" }),
        ...headers,
      },
      redirect: "error",
      signal,
      ...(body && { body: JSON.stringify(body) }),
    });
    const bytes = await readLimited(response, maxBytes, signal);
    return bytes && { status: response.status, bytes };
  } catch {
    return null;
  }
}
