/** A JPEG without what it tells of place, device and time: whole segments are left out, pixels and colours stay as they are. */

const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, com: 0xfe } as const;
const iccName = "ICC_PROFILE\0";

/**
 * Throws an Error for what is no whole JPEG. `exifOrientation`: 1..8, written anew alone, so that viewers still turn the
 * picture.
 */
export function stripJpegMetadata(jpeg: Uint8Array, exifOrientation: number): Uint8Array {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length);
  if (bytes.readUInt16BE(0) !== 0xff00 + marker.soi) throw new Error("not a JPEG");
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  const turned = exifOrientation === 1 ? [] : [orientationSegment(exifOrientation)];
  let hasJfif = false;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const code = bytes[at + 1];
    if (bytes[at] !== 0xff || code === undefined) throw new Error("a JPEG that ends in the middle");
    if (code === marker.eoi) break;
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw new Error("a JPEG that ends in the middle");
    if (code === marker.sos) end = endOfScan(bytes, end);
    const segment = bytes.subarray(at, end);
    if (code === marker.app0 && !hasJfif) {
      hasJfif = true;
      kept.push(segment);
    } else if (isPicture(code, segment)) {
      kept.push(...turned.splice(0), segment);
    }
    at = end;
  }
  // Whatever stands behind the end, such as a second picture, stays behind.
  return Buffer.concat([...kept, Buffer.from([0xff, marker.eoi])]);
}

/** Everything but application data and comments; of those the colour profile and the colour transform. */
function isPicture(code: number, segment: Buffer): boolean {
  if (code === marker.app14) return true;
  if (code === marker.app2) return segment.toString("latin1", 4, 4 + iccName.length) === iccName;
  return code !== marker.com && (code < marker.app0 || code > 0xef);
}

/** Entropy-coded data: 0xff is followed by 0 or a restart marker; anything else is the next segment. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new Error("a JPEG that ends in the middle");
}

/** EXIF with one entry: big-endian TIFF, IFD0, tag 0x0112, SHORT, one value. */
function orientationSegment(orientation: number): Buffer {
  const exif = Buffer.from(
    "457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100000000" + "00000000",
    "hex",
  );
  exif.writeUInt16BE(orientation, 6 + 8 + 2 + 8);
  const head = Buffer.from([0xff, marker.app1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([head, exif]);
}
