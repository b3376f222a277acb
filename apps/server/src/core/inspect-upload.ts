/** Validates an uploaded picture by the result of the inspection process, before anything is stored. */
import { uploadedPicture } from "@gradphoto/domain";
import { type Refusal, refuse } from "./call.ts";
import { type HeaderProblem, type HeaderRefusal, headerRefusal } from "./header-refusal.ts";

/** Inspects a picture in a separate process that holds no keys. null means that its queue is full. */
export type InspectUpload = (picture: Uint8Array) => Promise<{
  readonly header:
    | { readonly ok: true; readonly value: Pick<AcceptedPicture, "format" | "width" | "height"> }
    | { readonly ok: false; readonly problem: HeaderProblem };
  readonly stored: Uint8Array;
} | null>;

export interface AcceptedPicture {
  readonly format: string;
  /** Size in pixels after the EXIF orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** The bytes to store. */
  readonly stored: Uint8Array;
}

export type PictureRefusal = HeaderRefusal | Refusal<"service-unavailable">;

export async function inspectUpload(
  inspect: InspectUpload,
  picture: Uint8Array,
): Promise<AcceptedPicture | PictureRefusal> {
  const inspected = await inspect(picture);
  if (inspected === null) return refuse("service-unavailable", {});
  const { header, stored } = inspected;
  if (!header.ok) return headerRefusal(header.problem);
  const { format, width, height } = header.value;
  const taken: readonly string[] = uploadedPicture.types;
  return taken.includes(`image/${format}`)
    ? { format, width, height, stored }
    : refuse("photo-wrong-type", {});
}
