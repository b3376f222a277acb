/** A way to a service over a line of a certain width and delay, for whatever comes through it, a page's workers as well. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Transform, type TransformCallback } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

export interface LineWidth {
  /** Bits a second towards the phone; there and back takes `roundTripMs` longer. */
  readonly downBps: number;
  readonly roundTripMs: number;
}

export interface ThinLine {
  readonly url: string;
  /** null: as wide as the machine is. */
  widen(width: LineWidth | null): void;
  /** Towards the phone, since the start. */
  bytes(): number;
  close(): Promise<void>;
}

const pieceBytes = 4096;

export async function openThinLine(to: string): Promise<ThinLine> {
  const { hostname, port } = new URL(to);
  let width: LineWidth | null = null;
  let bytes = 0;
  /** Until when the line is taken by what is on it. */
  let takenUntilMs = 0;
  const sockets = new Set<Socket>();

  async function pass(piece: Buffer): Promise<void> {
    bytes += piece.length;
    if (width === null) return;
    takenUntilMs = Math.max(takenUntilMs, performance.now()) + (piece.length * 8000) / width.downBps;
    const waitMs = takenUntilMs - performance.now();
    if (waitMs > 1) await pause(waitMs);
  }

  const down = (): Transform =>
    new Transform({
      async transform(chunk: Buffer, _encoding, done: TransformCallback) {
        for (let from = 0; from < chunk.length; from += pieceBytes) {
          const piece = chunk.subarray(from, from + pieceBytes);
          await pass(piece);
          this.push(piece);
        }
        done();
      },
    });

  const up = (): Transform =>
    new Transform({
      async transform(chunk: Buffer, _encoding, done: TransformCallback) {
        if (width !== null) await pause(width.roundTripMs);
        done(null, chunk);
      },
    });

  const server = createServer((phone) => {
    const service = connect(Number(port), hostname);
    for (const socket of [phone, service]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => {
        sockets.delete(socket);
        phone.destroy();
        service.destroy();
      });
    }
    phone.pipe(up()).pipe(service);
    service.pipe(down()).pipe(phone);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The line has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    widen: (next) => {
      width = next;
    },
    bytes: () => bytes,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
