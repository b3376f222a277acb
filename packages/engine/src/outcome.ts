/** Result of one photo. */
import type { Report } from "@gradphoto/domain/photo-standard";

/**
 * `made` means that no check fails, `refused` that some check fails. `photo` of a refused one is only a preview, null
 * when no face could be framed. `unreadable` means that the file is not a photo that can be opened.
 */
export interface Outcome {
  readonly kind: "made" | "refused" | "unreadable";
  readonly report: Report;
  readonly photo: Uint8Array | null;
}
