/** Result of one photo. */
import type { Report } from "@gradphoto/domain/photo-standard";

/**
 * `made`: no check fails. `refused`: some check fails; `photo` is then only a preview, null when no face could be
 * framed. `unreadable`: the file is not a photo that can be opened.
 */
export interface Outcome {
  readonly kind: "made" | "refused" | "unreadable";
  readonly report: Report;
  readonly photo: Uint8Array | null;
}
