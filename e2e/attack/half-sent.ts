/** Uploads that begin and do not go on: a multipart body over a connection of its own, piece by piece. */
import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { PersonClient } from "../people/client.ts";

const boundary = "half-sent";

export interface HalfSent {
  readonly socket: Socket;
  /** All that was answered so far. */
  readonly heard: () => string;
  /** The whole answer, once the connection is closed. */
  readonly ended: Promise<string>;
}

export interface Sender {
  readonly client: PersonClient;
  readonly path: string;
  readonly address: string;
}

/** Declares `declaredBytes` and sends `sentBytes` of them. */
export function sendHalf(
  url: string,
  { client, path, address }: Sender,
  declaredBytes: number,
  sentBytes: number,
): HalfSent {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = "";
  const ended = new Promise<string>((resolve) => {
    socket.on("data", (bytes) => {
      heard += bytes.toString("latin1");
    });
    socket.on("error", () => {}).on("close", () => resolve(heard));
  });
  const part = `--${boundary}\r\ncontent-disposition: form-data; name="picture"; filename="p.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `authorization: Bearer ${client.token() ?? ""}`,
      `x-forwarded-for: ${address}`,
      `idempotency-key: ${randomUUID()}`,
      `content-type: multipart/form-data; boundary=${boundary}`,
      `content-length: ${declaredBytes}`,
      "",
      part,
    ].join("\r\n"),
  );
  if (sentBytes > 0) socket.write(Buffer.alloc(sentBytes, 0xff));
  return { socket, heard: () => heard, ended };
}
