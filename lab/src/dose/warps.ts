/** Turns, crops and blurs pictures. Pixels beyond an edge repeat the edge. */
import type { Point } from "@gradphoto/domain/photo-standard";
import type { Raster, Rect } from "../../../packages/engine/src/ports.ts";
import type { LightPicture } from "./light-picture.ts";

/** Turns the picture clockwise about a point. */
export function turned(raster: Raster, about: Point, angleDeg: number): Raster {
  if (angleDeg === 0) return raster;
  const { width, height, data } = raster;
  const [cos, sin] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
  const out = new Uint8Array(data.length);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - about.x, y - about.y];
      const fromX = Math.min(width - 1, Math.max(0, about.x + dx * cos + dy * sin));
      const fromY = Math.min(height - 1, Math.max(0, about.y - dx * sin + dy * cos));
      const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
      const [fx, fy] = [fromX - x0, fromY - y0];
      const at = 3 * (y0 * width + x0);
      const right = x0 < width - 1 ? 3 : 0;
      const below = y0 < height - 1 ? 3 * width : 0;
      for (let c = at; c < at + 3; c++) {
        const upper = data[c]! * (1 - fx) + data[c + right]! * fx;
        const lower = data[c + below]! * (1 - fx) + data[c + below + right]! * fx;
        out[k++] = Math.round(upper * (1 - fy) + lower * fy);
      }
    }
  }
  return { width, height, data: out };
}

/** Crops the picture to the complete pixels inside the rectangle. */
export function croppedTo({ width, data }: Raster, rect: Rect): Raster {
  const part = new Uint8Array(3 * rect.width * rect.height);
  for (let y = 0; y < rect.height; y++) {
    const from = 3 * ((rect.top + y) * width + rect.left);
    part.set(data.subarray(from, from + 3 * rect.width), 3 * y * rect.width);
  }
  return { width: rect.width, height: rect.height, data: part };
}

/** Blurs like a lens that is out of focus: a Gaussian in linear light. */
export function softened(picture: LightPicture, sigmaPx: number): LightPicture {
  if (sigmaPx <= 0) return picture;
  const reach = Math.ceil(3 * sigmaPx);
  const taps = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigmaPx ** 2)),
  );
  return smeared(smeared(picture, taps, true), taps, false);
}

/** Blurs like a camera that moves sideways while the shutter is open. */
export function draggedAcross(picture: LightPicture, lengthPx: number): LightPicture {
  if (lengthPx <= 0) return picture;
  const reach = Math.ceil(lengthPx / 2);
  // The first and last tap share the fractional part of the length.
  const taps = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.min(1, Math.max(0, lengthPx / 2 + 0.5 - Math.abs(i - reach))),
  );
  return smeared(picture, taps, true);
}

/** Replaces each pixel by the weighted mean of its neighbours along a row or column. */
function smeared(
  { width, height, light }: LightPicture,
  taps: Float32Array,
  across: boolean,
): LightPicture {
  const reach = taps.length >> 1;
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const step = across ? 3 : 3 * width;
  const last = (across ? width : height) - 1;
  const out = new Float32Array(light.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const place = across ? x : y;
      for (let c = at; c < at + 3; c++) {
        let total = 0;
        for (let i = -reach; i <= reach; i++) {
          total +=
            taps[i + reach]! * light[c + step * (Math.min(last, Math.max(0, place + i)) - place)]!;
        }
        out[c] = total / sum;
      }
    }
  }
  return { width, height, light: out };
}
