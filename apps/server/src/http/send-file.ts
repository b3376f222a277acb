/** Answers with bytes: a picture to show, or a file to save. */
import type { FastifyReply } from "fastify";
import type { FileAnswer } from "../core/call.ts";

export const isFileAnswer = (answer: object): answer is FileAnswer =>
  "bytes" in answer && answer.bytes instanceof Uint8Array && "mediaType" in answer;

/** The name may hold any letters; RFC 6266 keeps them apart from the header's own signs. */
export const contentDisposition = (fileName: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;

export function sendFile(reply: FastifyReply, { bytes, mediaType, fileName }: FileAnswer): FastifyReply {
  const visible = fileName === null ? "inline" : contentDisposition(fileName);
  return (
    reply
      .type(mediaType)
      .header("content-disposition", visible)
      // A page of our own on another origin shows it; nobody else can without the signed address or a session.
      .header("cross-origin-resource-policy", "cross-origin")
      .header("cache-control", "private, no-store")
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  );
}
