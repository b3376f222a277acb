/** Original, or an earlier photo, and standard photo side by side, moved and magnified together, blinked over one another on demand. */
import type { Finding } from "@gradphoto/domain";
import { type ComponentProps, useEffect, useState } from "react";
import { useWords } from "../lib/words.ts";
import { useSaidOf } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import { type Layer, PhotoFrame } from "./photo-frame.tsx";
import type { Review } from "./review.ts";
import type { EarlierPhoto } from "./use-earlier.ts";
import type { SeenPictures } from "./use-seen.ts";
import type { Looking } from "./use-view.ts";
import type { SizePx } from "./view.ts";

interface Props {
  readonly review: Review;
  readonly finding: Finding | null;
  readonly blinking: boolean;
  readonly looking: Looking;
  readonly measured: (frame: SizePx) => void;
  readonly seen: SeenPictures;
  /** Stands in the place of the original. */
  readonly earlier: EarlierPhoto | null;
}

const blinkMs = 500;

export function PhotoPair({ review, finding, blinking, looking, measured, seen, earlier }: Props) {
  const t = useWords(deskWords);
  const { report, pictures } = review;
  const { placing, photoSize } = looking;
  const original: Layer | null =
    pictures.originalUrl === null ? null : { url: pictures.originalUrl, size: report.source, placing };
  const photo: Layer | null =
    pictures.photoUrl === null ? null : { url: pictures.photoUrl, size: photoSize, placing: null };
  const before: Layer | null =
    earlier?.photoUrl == null ? null : { url: earlier.photoUrl, size: photoSize, placing: null };
  const saidOf = useSaidOf(review);
  const odd = useBlink(blinking);
  const on = (plane: "source" | "result"): Finding | null => (finding?.overlay?.on === plane ? finding : null);
  const shared = { looking, seen };
  const beside: Shown =
    earlier === null
      ? { label: t.original, layer: original, missing: t.photoGone, finding: on("source") }
      : {
          label: [t.earlierPhoto(earlier.number), saidOf(earlier.attemptId)].filter(Boolean).join(" · "),
          layer: before,
          missing: t.noEarlierPhoto,
          finding: null,
        };
  const result: Shown = { label: t.result, layer: photo, missing: t.photoGone, finding: on("result") };
  return (
    <div className="desk-pair">
      <PhotoFrame {...shared} {...beside} measured={() => undefined} />
      <PhotoFrame {...shared} {...(blinking && odd ? beside : result)} measured={measured} />
    </div>
  );
}

type Shown = Pick<ComponentProps<typeof PhotoFrame>, "label" | "layer" | "missing" | "finding">;

/** Addresses of what is there to be seen. */
export const picturesOf = ({ pictures: { originalUrl, photoUrl } }: Review): readonly string[] =>
  [originalUrl, photoUrl].filter((url) => url !== null);

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
