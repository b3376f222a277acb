/** Goes over many bytes without keeping this process from everybody else. */
import { setImmediate as others } from "node:timers/promises";

/** A millisecond of a cipher. */
const pieceBytes = 1024 * 1024;

export async function inPieces(bytes: Uint8Array, use: (piece: Uint8Array, at: number) => void): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (at > 0) await others();
    use(bytes.subarray(at, at + pieceBytes), at);
  }
}
