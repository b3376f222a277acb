/** A picture that somebody sends, as the process that looks into it tells of it; what it refuses before anything is stored. */
import { uploadedPicture } from "@gradphoto/domain";
import { type Refusal, refuse } from "./call.ts";
import { type HeaderProblem, type HeaderRefusal, headerRefusal } from "./header-refusal.ts";

/** Its work is done in a process without keys. null: too many wait for it. */
export type InspectUpload = (picture: Uint8Array) => Promise<{
  readonly header:
    | { readonly ok: true; readonly value: Pick<TakenPicture, "format" | "width" | "height"> }
    | { readonly ok: false; readonly problem: HeaderProblem };
  readonly kept: Uint8Array;
} | null>;

export interface TakenPicture {
  readonly format: string;
  /** Upright. */
  readonly width: number;
  readonly height: number;
  /** As it is stored. */
  readonly kept: Uint8Array;
}

export type PictureRefusal = HeaderRefusal | Refusal<"service-unavailable">;

export async function inspectUpload(
  inspect: InspectUpload,
  picture: Uint8Array,
): Promise<TakenPicture | PictureRefusal> {
  const inspected = await inspect(picture);
  if (inspected === null) return refuse("service-unavailable", {});
  const { header, kept: stored } = inspected;
  if (!header.ok) return headerRefusal(header.problem);
  const { format, width, height } = header.value;
  const taken: readonly string[] = uploadedPicture.types;
  return taken.includes(`image/${format}`) ? { format, width, height, kept: stored } : refuse("photo-wrong-type", {});
}
