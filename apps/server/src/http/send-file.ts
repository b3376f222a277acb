/** Sends bytes: a picture to display, or a file to save. */
import type { FastifyReply } from "fastify";
import type { FileAnswer } from "../core/call.ts";

export const isFileAnswer = (answer: object): answer is FileAnswer =>
  "bytes" in answer && answer.bytes instanceof Uint8Array && "mediaType" in answer;

/** The name may contain any characters; the RFC 6266 encoding escapes header syntax. */
export const contentDisposition = (fileName: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;

export function sendFile(reply: FastifyReply, { bytes, mediaType, fileName }: FileAnswer): FastifyReply {
  const visible = fileName === null ? "inline" : contentDisposition(fileName);
  return (
    reply
      .type(mediaType)
      .header("content-disposition", visible)
      // Pages on our other origins may embed it. Access still requires the signed URL or a session.
      .header("cross-origin-resource-policy", "cross-origin")
      .header("cache-control", "private, no-store")
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  );
}
