/** Paints a print sheet: copies of the photo on white, thin grey cut lines across the full paper. */
import type { Raster } from "../ports.ts";
import type { Layout } from "./layout.ts";

const lineGrey = 160;

/** `photo` is upright, at sheet density; it is copied pixel by pixel. */
export function drawSheet(photo: Raster, layout: Layout): Raster {
  const { width, height } = layout.sheet;
  const sheet: Raster = { width, height, data: new Uint8Array(3 * width * height).fill(255) };
  for (const x of layout.linesX) fillGrey(sheet, x, 0, 1, height);
  for (const y of layout.linesY) fillGrey(sheet, 0, y, width, 1);
  const copy = layout.turned ? quarterTurned(photo) : photo;
  for (const top of layout.linesY.slice(0, layout.rows)) {
    for (const left of layout.linesX.slice(0, layout.columns)) paste(copy, sheet, left + 1, top + 1);
  }
  return sheet;
}

/** The strip below the photo; both have the same width. */
export function under(photo: Raster, strip: Raster): Raster {
  if (photo.width !== strip.width) throw new Error("A strip is not as wide as its photo");
  const data = new Uint8Array(photo.data.length + strip.data.length);
  data.set(photo.data);
  data.set(strip.data, photo.data.length);
  return { width: photo.width, height: photo.height + strip.height, data };
}

function fillGrey({ width, data }: Raster, left: number, top: number, across: number, down: number): void {
  for (let y = top; y < top + down; y++) data.fill(lineGrey, 3 * (y * width + left), 3 * (y * width + left + across));
}

function paste(photo: Raster, sheet: Raster, left: number, top: number): void {
  for (let y = 0; y < photo.height; y++) {
    const row = photo.data.subarray(3 * y * photo.width, 3 * (y + 1) * photo.width);
    sheet.data.set(row, 3 * ((top + y) * sheet.width + left));
  }
}

/** Clockwise: the upper left corner moves to the upper right. */
export function quarterTurned({ width, height, data }: Raster): Raster {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + x);
      const to = 3 * (x * height + (height - 1 - y));
      for (let channel = 0; channel < 3; channel++) turned[to + channel] = data[from + channel]!;
    }
  }
  return { width: height, height: width, data: turned };
}
