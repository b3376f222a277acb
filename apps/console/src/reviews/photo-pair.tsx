/** Original and standard photo side by side, moved and magnified together, blinked over one another on demand. */
import type { Finding } from "@gradphoto/domain";
import { useEffect, useMemo, useState } from "react";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { type Layer, PhotoFrame } from "./photo-frame.tsx";
import type { Frame } from "./use-frame.ts";
import type { Review } from "./use-hand.ts";
import { placingOf, type SizePx, type View, wholeOriginal, wholePhoto } from "./view.ts";

interface Props {
  readonly review: Review;
  readonly finding: Finding | null;
  readonly blinking: boolean;
  readonly frame: Frame;
  /** Counts up: each new number shows everything again. */
  readonly whole: { readonly what: "photo" | "original"; readonly turn: number };
}

const blinkMs = 500;

export function PhotoPair({ review, finding, blinking, frame: { size: frame, measured }, whole }: Props) {
  const t = useWords(deskWords);
  const { report, pictures } = review;
  const photoSize: SizePx = report.output ?? { width: 480, height: 640 };
  const placing = placingOf(report.operations, photoSize);
  const original: Layer | null =
    pictures.originalUrl === null ? null : { url: pictures.originalUrl, size: report.source, placing };
  const photo: Layer | null =
    pictures.photoUrl === null ? null : { url: pictures.photoUrl, size: photoSize, placing: null };
  const { what, turn } = whole;
  const { source } = report;
  const { width: photoWidth, height: photoHeight } = photoSize;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new frame or wish begins with the whole picture; what is drawn on it does not
  const begun = useMemo((): View | null => {
    if (!frame) return null;
    const size = { width: photoWidth, height: photoHeight };
    return what === "original" && placing ? wholeOriginal(source, placing, frame) : wholePhoto(size, frame);
  }, [review.collectionId, frame, what, turn, photoWidth, photoHeight]);
  const [moved, setMoved] = useState<{ readonly from: View; readonly view: View } | null>(null);
  const viewNow = (last: typeof moved): View | null => (last && last.from === begun ? last.view : begun);
  const view = viewNow(moved);
  const odd = useBlink(blinking);
  const change = (next: (view: View, frame: SizePx) => View): void => {
    if (!frame || !begun) return;
    setMoved((last) => ({ from: begun, view: next(viewNow(last) ?? begun, frame) }));
  };
  const on = (plane: "source" | "result"): Finding | null => (finding?.overlay?.on === plane ? finding : null);
  const shared = { view, frame, change, missing: t.photoGone };
  return (
    <div className="desk-pair">
      <PhotoFrame {...shared} label={t.original} layer={original} finding={on("source")} measured={() => undefined} />
      <PhotoFrame
        {...shared}
        label={blinking && odd ? t.original : t.result}
        layer={blinking && odd ? original : photo}
        finding={on("result")}
        measured={measured}
      />
    </div>
  );
}

/** True every other half second while blinking. */
function useBlink(blinking: boolean): boolean {
  const [odd, setOdd] = useState(false);
  useEffect(() => {
    if (!blinking) return setOdd(false);
    const timer = setInterval(() => setOdd((before) => !before), blinkMs);
    return () => clearInterval(timer);
  }, [blinking]);
  return odd;
}
