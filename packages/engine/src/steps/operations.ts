/** Step 7: records every operation on the photo, from the closed list. */
import type { Operation, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { SourceHeader } from "../ports.ts";
import type { Crop } from "../subject/subject.ts";
import type { EncodedPhoto } from "./encode.ts";

/** Lists the operations. The crop is in source pixels; the scale is output pixels per source pixel. */
export function operationsOf(
  header: SourceHeader,
  { rect, scale }: Crop,
  sourceScale: number,
  { quality, chroma, tables, trellis, softenedPx }: EncodedPhoto,
  spec: PhotoSpec,
): Operation[] {
  return [
    ...(header.exifOrientation === 1
      ? []
      : [{ op: "exif-turn" as const, params: { orientation: header.exifOrientation } }]),
    ...(header.colour === "sRGB"
      ? []
      : [{ op: "convert-colour" as const, params: { from: header.colour, to: "sRGB" as const } }]),
    ...(header.hasAlpha ? [{ op: "flatten-alpha" as const, params: { onto: "white" } }] : []),
    {
      op: "crop",
      params: {
        leftPx: rect.left * sourceScale,
        topPx: rect.top * sourceScale,
        widthPx: rect.width * sourceScale,
        heightPx: rect.height * sourceScale,
      },
    },
    { op: "scale", params: { factor: scale / sourceScale, kernel: kernelOf(softenedPx) } },
    { op: "replace-background", params: spec.background },
    { op: "encode-jpeg", params: { quality, chroma, tables, trellis, dpi: spec.dpi } },
  ];
}

const kernelOf = (softenedPx: number): string =>
  softenedPx === 0 ? "lanczos3" : `lanczos3, widened by a Gaussian of ${softenedPx} px`;
