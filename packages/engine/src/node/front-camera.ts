/** Tells a front camera by the lens name that phones write into EXIF. */

/** LensModel is, for example, "front camera 2.71mm f/2.2" or "front TrueDepth camera". */
const frontCameraName = /\bfront (?:\w+ )?camera\b/i;

/** `exif` may be the EXIF block or a file that holds it uncompressed. */
export function namesFrontCamera(exif: Uint8Array): boolean {
  return frontCameraName.test(Buffer.from(exif.buffer, exif.byteOffset, exif.byteLength).toString("latin1"));
}
