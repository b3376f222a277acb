/** Where a part of an upright picture lies in the picture as it is stored, by EXIF 2.32 section 4.6.4. */
import type { Rect, SourceHeader } from "../ports.ts";

export function storedPartOf({ left, top, width, height }: Rect, header: SourceHeader): Rect {
  const fromRight = header.width - left - width;
  const fromBottom = header.height - top - height;
  const turned = { width: height, height: width };
  switch (header.exifOrientation) {
    case 2:
      return { left: fromRight, top, width, height };
    case 3:
      return { left: fromRight, top: fromBottom, width, height };
    case 4:
      return { left, top: fromBottom, width, height };
    case 5:
      return { left: top, top: left, ...turned };
    case 6:
      return { left: top, top: fromRight, ...turned };
    case 7:
      return { left: fromBottom, top: fromRight, ...turned };
    case 8:
      return { left: fromBottom, top: left, ...turned };
    default:
      return { left, top, width, height };
  }
}
