/** Closes the eyes: the skin between brow and lashes is stretched down over the eye. */
import type { Raster } from "../../../packages/engine/src/ports.ts";
import { toFace, toPicture } from "../../../packages/engine/src/subject/face-frame.ts";
import type { PreparedPhoto } from "./prepared-photo.ts";
import { writeBetween } from "./sample-between.ts";

/** Mesh indices of the upper and lower lid from corner to corner. */
const eyes = [
  {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  },
  {
    upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
    lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
  },
] as const;

/** Distance above the lid, in eye distances, where the stretched skin begins. */
const skinAbove = 0.2;

export const withClosedEyes = (photo: PreparedPhoto): Raster =>
  eyes.reduce((raster, eye) => lowered(raster, photo, eye), photo.raster);

function lowered(raster: Raster, { subject }: PreparedPhoto, eye: (typeof eyes)[number]): Raster {
  const { frame, points } = subject;
  const inFace = (indices: readonly number[]) =>
    indices.map((index) => toFace(frame, points[index]!)).sort((a, b) => a.u - b.u);
  const [upper, lower] = [inFace(eye.upper), inFace(eye.lower)];
  const [first, last] = [upper[0]!.u, upper.at(-1)!.u];
  const data = Uint8Array.from(raster.data);
  const corners = [
    toPicture(frame, first, -0.6),
    toPicture(frame, last, -0.6),
    toPicture(frame, first, 0.5),
    toPicture(frame, last, 0.5),
  ];
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  for (
    let y = Math.max(0, Math.floor(Math.min(...ys)));
    y < Math.min(raster.height, Math.max(...ys));
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(Math.min(...xs)));
      x < Math.min(raster.width, Math.max(...xs));
      x++
    ) {
      const { u, v } = toFace(frame, { x, y });
      if (u <= first || u >= last) continue;
      const [lid, bottom] = [heightAt(upper, u), heightAt(lower, u)];
      const start = lid - skinAbove;
      if (v <= start || v >= bottom) continue;
      const from = start + ((v - start) / (bottom - start)) * (lid - start);
      writeBetween(data, 3 * (y * raster.width + x), raster, toPicture(frame, u, from));
    }
  }
  return { ...raster, data };
}

function heightAt(line: readonly { u: number; v: number }[], u: number): number {
  const i = Math.max(
    1,
    line.findIndex((point) => point.u >= u),
  );
  const [a, b] = [line[i - 1]!, line[i]!];
  return a.v + ((u - a.u) / Math.max(1e-6, b.u - a.u)) * (b.v - a.v);
}
