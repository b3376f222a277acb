/** Where both photos of a submission are looked at, and the ways to look elsewhere. */
import { useState } from "react";
import { closeUp, type Place } from "./places.ts";
import type { Review } from "./review.ts";
import {
  type Placing,
  placingOf,
  type SizePx,
  truePixels,
  type View,
  wholeOriginal,
  wholePhoto,
  zoom,
} from "./view.ts";

/** `pixels`: one of the original for one of the screen, wherever one looks. */
export type Look = "photo" | "original" | "pixels" | Place;

export interface Looking {
  readonly view: View | null;
  readonly frame: SizePx | null;
  readonly photoSize: SizePx;
  /** null: the record names no crop, and the original cannot be laid under the photo. */
  readonly placing: Placing | null;
  readonly change: (next: (view: View, frame: SizePx) => View) => void;
  readonly look: (at: Look) => void;
  /** By a step about the middle. */
  readonly zoomBy: (factor: number) => void;
}

export function useView({ report }: Review, frame: SizePx | null): Looking {
  const [kept, setKept] = useState<{ readonly frame: SizePx; readonly view: View } | null>(null);
  const photoSize: SizePx = report.output ?? { width: 480, height: 640 };
  const placing = placingOf(report.operations, photoSize);
  // In another frame one begins anew with the whole photo.
  const view = frame && (kept?.frame === frame ? kept.view : wholePhoto(photoSize, frame));
  const change: Looking["change"] = (next) => {
    if (!frame) return;
    setKept((last) => {
      const now = last?.frame === frame ? last.view : wholePhoto(photoSize, frame);
      return { frame, view: next(now, frame) };
    });
  };
  const viewAt = (at: Look, now: View, size: SizePx): View => {
    if (at === "photo") return wholePhoto(photoSize, size);
    if (at === "original") return placing ? wholeOriginal(report.source, placing, size) : now;
    if (at === "pixels") return truePixels(now, placing);
    return report.geometry ? closeUp(at, report.geometry, size) : now;
  };
  return {
    ...{ view, frame, photoSize, placing, change },
    look: (at) => change((now, size) => viewAt(at, now, size)),
    zoomBy: (factor) => change((now, size) => zoom(now, factor, { x: size.width / 2, y: size.height / 2 }, size)),
  };
}
