/** What a glance at the header of an uploaded photo refuses; everything else the engine judges. */
import { uploadedPicture } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import { type HeaderRefusal, headerRefusal, type InspectPicture } from "../core/header-refusal.ts";

export interface SizeAsked {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly maxScale: number;
}

/** null for a photo the engine may look at. */
export function judgeUpload(
  inspect: InspectPicture,
  bytes: Uint8Array,
  spec: SizeAsked,
): HeaderRefusal | Refusal<"photo-too-small"> | null {
  const header = inspect(bytes);
  if (!header.ok) return headerRefusal(header.problem);
  const { format, width, height } = header.value;
  const taken: readonly string[] = uploadedPicture.types;
  if (!taken.includes(`image/${format}`)) return refuse("photo-wrong-type", {});
  const minWidth = Math.ceil(spec.widthPx / spec.maxScale);
  const minHeight = Math.ceil(spec.heightPx / spec.maxScale);
  const small = width < minWidth || height < minHeight;
  return small ? refuse("photo-too-small", { width, height, minWidth, minHeight }) : null;
}
