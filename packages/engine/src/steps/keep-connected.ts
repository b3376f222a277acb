/** Drops what the network took for a person but does not hang together with the one photographed. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { floodFrom } from "../maths/flood.ts";

const belongs = 0.5;
/** Below this nothing is drawn anyway. */
const softEdge = 0.25;

/** Sets alpha to 0 in every blob that cannot be reached from `seed` over alpha of a quarter and more. */
export function keepConnected(alpha: Float32Array, width: number, seed: Point): void {
  const start = seed.y * width + seed.x;
  if (alpha[start]! < belongs) return;
  const drawn = new Uint8Array(alpha.length);
  for (let i = 0; i < alpha.length; i++) if (alpha[i]! >= softEdge) drawn[i] = 1;
  const reached = floodFrom([start], drawn, width);
  for (let i = 0; i < alpha.length; i++) if (drawn[i]! > reached[i]!) alpha[i] = 0;
}
