/** Removes regions that the network classified as person but that are not connected with the main person. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { floodFrom } from "../maths/flood.ts";

const belongs = 0.5;
/** Below this alpha nothing is visible anyway. */
const softEdge = 0.25;

/** Sets alpha to 0 in every region that is not connected with `seed` through alpha of a quarter and more. */
export function keepConnected(alpha: Float32Array, width: number, seed: Point): void {
  const start = seed.y * width + seed.x;
  if (alpha[start]! < belongs) return;
  const drawn = new Uint8Array(alpha.length);
  for (let i = 0; i < alpha.length; i++) if (alpha[i]! >= softEdge) drawn[i] = 1;
  const reached = floodFrom([start], drawn, width);
  for (let i = 0; i < alpha.length; i++) if (drawn[i]! > reached[i]!) alpha[i] = 0;
}
