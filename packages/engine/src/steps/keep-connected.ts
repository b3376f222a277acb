/** Drops what the network took for a person but does not hang together with the one photographed. */
import type { Point } from "@gradphoto/contract";

const belongs = 0.5;

/** Sets alpha to 0 in every blob above one half that cannot be reached from `seed`, and in the soft rim around it. */
export function keepConnected(alpha: Float32Array, width: number, seed: Point): void {
  const height = alpha.length / width;
  const reached = new Uint8Array(alpha.length);
  const queue = new Int32Array(alpha.length);
  const start = seed.y * width + seed.x;
  if (alpha[start]! < belongs) return;
  let end = 1;
  queue[0] = start;
  reached[start] = 1;
  const visit = (i: number): void => {
    if (reached[i] || alpha[i]! < softEdge) return;
    reached[i] = 1;
    queue[end++] = i;
  };
  for (let head = 0; head < end; head++) {
    const i = queue[head]!;
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
  for (let i = 0; i < alpha.length; i++) if (!reached[i] && alpha[i]! >= softEdge) alpha[i] = 0;
}

/** Below this nothing is drawn anyway. */
const softEdge = 0.25;
