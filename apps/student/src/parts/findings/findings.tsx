/**
 * Large photo with one finding drawn on it; below, each matter once with what to do, and folded, what was not judged
 * and what passed.
 */
import {
  type DisplayedPhoto,
  displayedPhotoOf,
  type Finding,
  groupFindings,
  type ReportVerdict,
  shouldRetake,
} from "@gradphoto/domain";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import type { Picture } from "../../platform/index.ts";
import type { Outcome } from "../../platform/phone-engine.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";
import { BeforeAfter } from "../before-after.tsx";
import { FindingCard } from "../finding-card.tsx";
import { Folded } from "../folded.tsx";
import { FramedPhoto } from "../framed-photo.tsx";
import { Notice, type NoticeAction } from "../notice.tsx";
import { Segments } from "../segments.tsx";

interface VerdictNoticeProps {
  /** null: there is none, or this app does not know it. */
  readonly verdict: ReportVerdict | null;
  readonly heading: string;
  readonly findings: readonly Finding[];
  readonly action?: NoticeAction;
  readonly children?: ReactNode;
}

const tones = { pass: "success", review: "warning", refused: "danger" } as const;

/**
 * Verdict of the engine as a notice, in its colour: the first cause, what to do about it, and, set apart, what follows.
 * A photo that can be submitted as it is begins with the verdict, and its first matter is one line.
 */
export function VerdictNotice({
  verdict,
  heading,
  findings,
  children,
  ...rest
}: VerdictNoticeProps) {
  const words = useWords(findingsWords);
  const translate = useTranslate();
  const [first] = groupFindings(findings).toLookAt;
  const isBetterRetaken = shouldRetake(findings);
  const isOptional = verdict === "review" && !isBetterRetaken;
  const outcome = verdict === "review" && isBetterRetaken ? words.doubtful : heading;
  return (
    <Notice tone={verdict === null ? "danger" : tones[verdict]} {...rest}>
      <div id="verdict" className="verdict-notice">
        {first && !isOptional ? (
          <>
            <p className="heading" id="first-cause">
              {translate(first.title)}
            </p>
            <p className="text">{translate(first.advice)}</p>
            <p className="quiet verdict-notice__outcome">{outcome}</p>
          </>
        ) : (
          <>
            <p className="heading">{outcome}</p>
            {first && (
              <p className="text" id="first-cause">
                {translate(first.title)}
              </p>
            )}
          </>
        )}
        {children}
      </div>
    </Notice>
  );
}

/** Labels around the findings. Each finding carries its own texts. */
const findingsWords = wordsOf(
  {
    doubtful: "这样的照片，审核员多半会退回。",
    compare: "对比",
    original: "原图",
    result: "标准照",
    previewOnly: "仅供参考的预览，未通过检查，不能提交。",
    views: "查看方式",
    originalAlt: "原照片",
    resultAlt: "制作好的标准照",
    problems: (count: number) => `需要注意的 ${count} 处`,
    tapOne: "点一条，照片上会标出位置。",
    passed: (count: number) => `已通过的 ${count} 项`,
    unjudged: (count: number) => `机器未能判断的 ${count} 项`,
  },
  {
    doubtful: "Reviewers send most photos like this back.",
    compare: "Compare",
    original: "Original",
    result: "Standard",
    previewOnly: "A preview only: it did not pass and cannot be submitted.",
    views: "View",
    originalAlt: "The original photo",
    resultAlt: "The standard photo",
    problems: (count) => `${count} to look at`,
    tapOne: "Tap one to see its place on the photo.",
    passed: (count) => `${count} passed`,
    unjudged: (count) => `${count} not judged`,
  },
);

/** A photo with the engine's report, whose pictures are on the service or only on this phone. */
interface JudgedPhoto extends Pick<DisplayedPhoto, "resultSize" | "crop"> {
  /** URL of the original; empty while it loads. `result` likewise. */
  readonly original: string;
  /** null: none could be created. */
  readonly result: string | null;
  readonly sourceSize: DisplayedPhoto["sourceSize"] | null;
  /** null: there is none, or this app does not know it. */
  readonly verdict: ReportVerdict | null;
  readonly findings: readonly Finding[];
}

type View = "compare" | "original" | "result";

const photoPlace = "judged-photo";

/** `isPreview`: only the photo with its marks, because the comparison with the result follows on another page. */
export function Findings({
  photo,
  isPreview = false,
}: {
  readonly photo: JudgedPhoto;
  readonly isPreview?: boolean;
}) {
  const words = useWords(findingsWords);
  const translate = useTranslate();
  const { original, result, sourceSize, resultSize, crop, findings } = photo;
  const { toLookAt, unjudged, notes, passed } = groupFindings(findings);
  const [visible, setVisible] = useState<Finding | null>(
    toLookAt.find(({ overlay }) => overlay) ?? null,
  );
  const canCompare =
    !isPreview && result !== null && sourceSize !== null && resultSize !== null && crop !== null;
  const refused = photo.verdict === "refused";
  const [view, setView] = useState<View>(canCompare && !refused ? "compare" : "original");
  const show = (finding: Finding) => {
    setVisible(finding);
    setView(finding.overlay?.on === "result" && result !== null ? "result" : "original");
    bringIntoSight(photoPlace);
  };
  const isOptional = !shouldRetake(findings);
  const views: readonly (readonly [View, string])[] = [
    ...(canCompare ? [["compare", words.compare] as const] : []),
    ["original", words.original],
    ...(result !== null ? [["result", words.result] as const] : []),
  ];
  const on = (plane: "source" | "result") => (visible?.overlay?.on === plane ? visible : null);
  const cardOf = (finding: Finding) => (
    <FindingCard
      key={finding.id}
      finding={finding}
      findings={findings}
      isSelected={finding.id === visible?.id}
      isOptional={isOptional}
      onTap={() => show(finding)}
    />
  );
  // Without a limit, the background is not blue and every photo passes.
  const visiblyPassed = passed.filter(
    ({ id, limit }) => id !== "blue-clothes" || limit.fail !== undefined,
  );
  // A file that could not be decoded cannot be displayed either.
  const canBeSeen = sourceSize !== null && sourceSize.width > 0;
  return (
    <>
      {canBeSeen && (
        <div id={photoPlace} className="stack photo-place">
          {views.length > 1 && !isPreview && (
            <Segments label={words.views} items={views} chosen={view} onChoose={setView} />
          )}
          {view === "compare" && canCompare && (
            <BeforeAfter
              before={original}
              after={result}
              source={sourceSize}
              crop={crop}
              size={resultSize}
            />
          )}
          {view === "original" && (
            <FramedPhoto
              src={original}
              label={words.originalAlt}
              size={sourceSize}
              finding={on("source")}
            />
          )}
          {view === "result" && result !== null && (
            <FramedPhoto
              src={result}
              label={words.resultAlt}
              size={resultSize}
              finding={on("result")}
              narrow
            />
          )}
          {refused && view !== "original" && <p className="quiet center">{words.previewOnly}</p>}
        </div>
      )}
      {toLookAt.length > 0 && (
        <section className="stack">
          <h2 className="heading">{words.problems(toLookAt.length)}</h2>
          {toLookAt.some(({ overlay }) => overlay) && <p className="quiet">{words.tapOne}</p>}
          {toLookAt.map(cardOf)}
        </section>
      )}
      <Folded
        id="passed"
        title={words.passed(notes.length + visiblyPassed.length)}
        always={notes.map(cardOf)}
        cards={visiblyPassed.map(cardOf)}
      />
      <Folded
        id="unjudged"
        title={words.unjudged(unjudged.length)}
        cards={unjudged.map(({ id, title, message }) => (
          <div key={id}>
            <p className="text">{translate(title)}</p>
            <p className="quiet">{translate(message)}</p>
          </div>
        ))}
      />
    </>
  );
}

interface PhonePhotoProps {
  readonly picture: Picture;
  readonly outcome: Outcome;
  readonly isPreview?: boolean;
}

/** Photo that exists only on this phone, with the report of its own engine. */
export function PhonePhoto({ picture, outcome: { report, photo }, ...rest }: PhonePhotoProps) {
  const result = useAddressOf(photo);
  const { verdict, findings } = report;
  const judged = { ...displayedPhotoOf(report), original: picture.url, result, verdict, findings };
  return <Findings photo={judged} {...rest} />;
}

/** Object URL that lasts while it is displayed. */
function useAddressOf(photo: Uint8Array | null): string | null {
  const address = useMemo(
    () => photo && URL.createObjectURL(new Blob([photo.slice()], { type: "image/jpeg" })),
    [photo],
  );
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return address;
}
