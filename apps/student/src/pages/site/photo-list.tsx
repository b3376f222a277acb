/** Status of each photo taken on this phone: waiting, being checked, good, or a student to call back. */
import type { Tone } from "@gradphoto/domain";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import type { SitePhoto } from "../../service/upload-queue.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";
import type { SiteUploads } from "./use-site-uploads.ts";

const tones: Readonly<Record<SitePhoto["stage"], Tone>> = {
  waiting: "warning",
  judging: "info",
  good: "success",
  refused: "danger",
  ended: "danger",
};

const text = {
  waiting: "toSend",
  judging: "judging",
  good: "good",
  refused: "refused",
  ended: "ended",
} as const satisfies Readonly<Record<SitePhoto["stage"], string>>;

const isUrgent = ({ stage }: SitePhoto): boolean => stage === "refused" || stage === "ended";

interface PhotoListProps {
  readonly uploads: SiteUploads;
  readonly busy: boolean;
  readonly onRetake: (photo: SitePhoto) => void;
}

export function PhotoList({ uploads: { photos, forget }, busy, onRetake }: PhotoListProps) {
  const words = useWords(siteWords);
  const translate = useTranslate();
  // Students to call back come first.
  const visible = [...photos].sort((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)));
  const pending = photos.filter(({ stage }) => stage === "waiting").length;
  return (
    <section className="card">
      <div className="row row--between">
        <h2 className="heading">{words.uploads}</h2>
        <p className="text" id="pending" role="status">
          {pending > 0 ? words.pending(pending) : photos.length > 0 ? words.allSent : ""}
        </p>
      </div>
      {photos.length === 0 && <p className="quiet">{words.none}</p>}
      {visible.map((photo) => (
        <div key={photo.id} className="stack" data-stage={photo.stage}>
          <div className="row row--between">
            <span className="text">{photo.nameMasked}</span>
            <span className={`badge badge--${tones[photo.stage]}`}>
              {photo.isSending ? words.sending : words[text[photo.stage]]}
            </span>
          </div>
          {isUrgent(photo) && (
            <Notice tone="danger">
              {photo.stage === "refused" && (
                <p className="heading">{words.callBack(photo.nameMasked)}</p>
              )}
              {photo.words && <p className="text">{translate(photo.words)}</p>}
              {photo.stage === "refused" && (
                <Button kind="second" icon="camera" busy={busy} onTap={() => onRetake(photo)}>
                  {words.retry}
                </Button>
              )}
              <Button kind="text" onTap={() => void forget(photo.id)}>
                {words.forget}
              </Button>
            </Notice>
          )}
          {photo.stage === "waiting" && photo.words && (
            <p className="quiet">{translate(photo.words)}</p>
          )}
        </div>
      ))}
      {photos.some(({ stage }) => stage === "good") && <p className="text">{words.submit}</p>}
      <p className="quiet">{words.keepOpen}</p>
    </section>
  );
}
