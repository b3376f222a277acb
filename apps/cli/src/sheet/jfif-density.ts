/** The print density in the JFIF header of a JPEG file. */

/** Marker, length 16, "JFIF\0", version 1.1; then the unit of the density and the density across and down. */
const jfifStart = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1];
const unitAt = 13;
const inchesPerUnit: Readonly<Record<number, number>> = { 1: 1, 2: 1 / 2.54 };

const hasJfif = (jpeg: Uint8Array): boolean =>
  jpeg[0] === 0xff && jpeg[1] === 0xd8 && [0, 1, 4, 5, 6, 7, 8].every((at) => jpeg[2 + at] === jfifStart[at]);

/** Dots per inch across; null when the file does not say. */
export function densityOf(jpeg: Uint8Array): number | null {
  const inches = inchesPerUnit[jpeg[unitAt] ?? 0];
  const density = ((jpeg[unitAt + 1] ?? 0) << 8) | (jpeg[unitAt + 2] ?? 0);
  return hasJfif(jpeg) && inches !== undefined && density > 0 ? density / inches : null;
}

/** The same file with its density set; the header is added when it is missing. */
export function withDensity(jpeg: Uint8Array, dpi: number): Uint8Array {
  const density = [1, dpi >> 8, dpi & 255, dpi >> 8, dpi & 255];
  if (!hasJfif(jpeg)) return Uint8Array.from([0xff, 0xd8, ...jfifStart, ...density, 0, 0, ...jpeg.subarray(2)]);
  const stamped = Uint8Array.from(jpeg);
  stamped.set(density, unitAt);
  return stamped;
}
