/** Streams a generated file as fast as the client reads, and byte ranges of it when its size is known. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { DownloadAnswer, FileAnswer } from "../core/call.ts";
import { sendProblem } from "./send-problem.ts";

/** Returns true for an answer of bytes: a picture to display, or a file to save. */
export const isFileAnswer = (answer: object): answer is FileAnswer =>
  "bytes" in answer && answer.bytes instanceof Uint8Array && "mediaType" in answer;

/** Builds the header. The name may contain any characters; the RFC 6266 encoding escapes header syntax. */
const contentDisposition = (fileName: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;

export function sendFile(
  reply: FastifyReply,
  { bytes, mediaType, fileName }: FileAnswer,
): FastifyReply {
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

export const isDownload = (answer: object): answer is DownloadAnswer =>
  "read" in answer && "totalBytes" in answer;

/** Time after which a client that reads nothing is treated as disconnected. */
const idleMs = 300_000;

const open = new WeakMap<FastifyInstance["server"], Set<Readable>>();

/** Ends downloads when the app closes, because a slow one would keep it open for hours. */
export function endDownloadsWithApp(app: FastifyInstance): void {
  open.set(app.server, new Set());
  app.addHook("preClose", async () => {
    for (const stream of open.get(app.server) ?? []) stream.destroy();
  });
}

/** Bytes from `from` up to, but excluding, `to`. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * Parses the range of a `range` header. Returns the complete file when the header has several ranges or another form,
 * and null when the file ends before it.
 */
function partOf(range: string | undefined, totalBytes: number): Part | null {
  const full = { from: 0, to: totalBytes };
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return full;
  if (first === "")
    return last === "0" ? null : { from: Math.max(0, totalBytes - Number(last)), to: totalBytes };
  const from = Number(first);
  if (last !== "" && Number(last) < from) return full;
  if (from >= totalBytes) return null;
  return { from, to: last === "" ? totalBytes : Math.min(totalBytes, Number(last) + 1) };
}

export function sendDownload(reply: FastifyReply, answer: DownloadAnswer): FastifyReply {
  const { range, "if-range": ifRange } = reply.request.headers;
  const { totalBytes, etag } = answer;
  reply.headers({
    "content-type": answer.mediaType,
    "content-disposition": contentDisposition(answer.fileName),
    "cache-control": "private, no-store",
    etag: `"${etag}"`,
  });
  if (totalBytes === null) return sendStream(reply.header("accept-ranges", "none"), answer.read());
  const isSame = ifRange === undefined || ifRange === `"${etag}"`;
  const part = partOf(isSame ? range : undefined, totalBytes);
  if (!part) {
    reply.removeHeader("content-disposition");
    return sendProblem(
      reply.header("content-range", `bytes */${totalBytes}`),
      "range-unsatisfiable",
      {},
    );
  }
  const { from, to } = part;
  reply.headers({ "accept-ranges": "bytes", "content-length": to - from });
  if (isSame && range !== undefined && to - from < totalBytes) {
    reply.code(206).header("content-range", `bytes ${from}-${to - 1}/${totalBytes}`);
  }
  return sendStream(reply, answer.read(part));
}

function sendStream(reply: FastifyReply, bytes: AsyncIterable<Uint8Array>): FastifyReply {
  const stream = Readable.from(bytes, { objectMode: false, highWaterMark: 1 });
  const streams = open.get(reply.server.server);
  streams?.add(stream);
  stream.once("close", () => streams?.delete(stream));
  reply.raw.setTimeout(idleMs, () => stream.destroy());
  return reply.send(stream);
}
