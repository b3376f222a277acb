/** Crop, rotation and mirror of a HEIF picture, applied in the order of its properties (ISO/IEC 23008-12, 6.5). */
import type { Rect } from "../ports.ts";

type Size = Pick<Rect, "width" | "height">;

export interface DisplayedPart {
  /** Size after rotation, before the crop. */
  readonly full: Size;
  /** Displayed part of the rotated and mirrored picture. */
  readonly crop: Rect;
}

/** Returns the part of the stored picture that viewers display, and the size that it is a part of. */
export function displayedPartOf(
  stored: Size,
  properties: readonly { readonly type: string; readonly body: DataView }[],
): DisplayedPart {
  let full = stored;
  let crop: Rect = { left: 0, top: 0, ...stored };
  for (const { type, body } of properties) {
    if (type === "clap") crop = apertureIn(crop, body);
    else if (type === "irot") {
      for (let quarters = body.getUint8(0) & 3; quarters > 0; quarters--) {
        const { left, top, width, height } = crop;
        crop = { left: top, top: full.width - left - width, width: height, height: width };
        full = { width: full.height, height: full.width };
      }
    } else if (type === "imir") {
      const isLeftRight = (body.getUint8(0) & 1) === 1;
      crop = isLeftRight
        ? { ...crop, left: full.width - crop.left - crop.width }
        : { ...crop, top: full.height - crop.top - crop.height };
    }
  }
  return { full, crop };
}

/**
 * Returns the clean aperture (ISO/IEC 14496-12, 12.1.4), whose centre is given as an offset. The standard leaves the
 * rounding open. libheif rounds the left edge down and the other numbers to the nearest.
 */
function apertureIn({ left, top, width, height }: Rect, clap: DataView): Rect {
  const fraction = (at: number): number => clap.getInt32(at) / clap.getUint32(at + 4);
  const across = spanIn(width, fraction(0), fraction(16), Math.floor);
  const down = spanIn(height, fraction(8), fraction(24), Math.round);
  return {
    left: left + across.from,
    width: across.length,
    top: top + down.from,
    height: down.length,
  };
}

function spanIn(side: number, length: number, offset: number, round: (from: number) => number) {
  const start = round(offset + (side - length) / 2);
  const from = Math.max(0, start);
  const end = Math.min(side, start + Math.round(length));
  // Also refuses a fraction that is no number.
  if (!(end > from)) throw new Error("the crop of the HEIF picture leaves nothing");
  return { from, length: end - from };
}
