/** Original and standard photo overlaid in the same frame, with a movable dividing line. */
import type { DisplayedPhoto } from "@gradphoto/domain";
import { useState } from "react";
import { isWechat } from "../platform/index.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { widthLimitOf } from "./framed-photo.tsx";
import { Icon } from "./icon.tsx";
import { Segments } from "./segments.tsx";

const wordTable = wordsOf(
  { before: "原图", after: "标准照", half: "各半", slide: "左右移动，对比原图与标准照" },
  {
    before: "Original",
    after: "Standard photo",
    half: "Half",
    slide: "Move to compare original and standard photo",
  },
);

interface BeforeAfterProps {
  /** URL of the original; `after` likewise. */
  readonly before: string;
  readonly after: string;
  readonly source: DisplayedPhoto["sourceSize"];
  readonly crop: NonNullable<DisplayedPhoto["crop"]>;
  /** Size of the standard photo. */
  readonly size: NonNullable<DisplayedPhoto["resultSize"]>;
}

const percent = (share: number): string => `${share * 100}%`;

export function BeforeAfter({ before: previous, after, source, crop, size }: BeforeAfterProps) {
  const words = useWords(wordTable);
  const [share, setShare] = useState(0.5);
  const places = [
    ["1", words.before],
    ["0.5", words.half],
    ["0", words.after],
  ] as const;
  return (
    <div className="stack">
      <div
        className="compare"
        style={{
          aspectRatio: `${size.width} / ${size.height}`,
          maxWidth: widthLimitOf(size, true),
        }}
      >
        <img
          className="compare__before"
          src={previous}
          alt={words.before}
          style={{
            left: percent(-crop.leftPx / crop.widthPx),
            top: percent(-crop.topPx / crop.heightPx),
            width: percent(source.width / crop.widthPx),
            height: percent(source.height / crop.heightPx),
          }}
        />
        <img
          className="compare__after"
          src={after}
          alt={words.after}
          style={{ clipPath: `inset(0 0 0 ${percent(share)})` }}
        />
        <div className="compare__line" style={{ left: percent(share) }}>
          <span className="compare__grip">
            <Icon name="compare" small />
          </span>
        </div>
        {share > 0.25 && (
          <span className="compare__label compare__label--before">{words.before}</span>
        )}
        {share < 0.7 && <span className="compare__label compare__label--after">{words.after}</span>}
        {!isWechat && (
          <input
            className="compare__range"
            type="range"
            min={0}
            max={100}
            value={Math.round(share * 100)}
            aria-label={words.slide}
            onInput={(event) => setShare(Number(event.currentTarget.value) / 100)}
          />
        )}
      </div>
      {isWechat && (
        <Segments
          label={words.slide}
          items={places}
          chosen={String(share)}
          onChoose={(place) => setShare(Number(place))}
        />
      )}
    </div>
  );
}
