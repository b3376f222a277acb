/** The photo large, one finding drawn on it; below each matter once with what to do, and folded what was not judged and what passed. */
import { type Finding, isCheckId, titleOf, toldFindings } from "@gradphoto/domain";
import { type ReactElement, useState } from "react";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import { useSay, useWords } from "../../words/words.ts";
import { BeforeAfter } from "../before-after.tsx";
import { Button } from "../button.tsx";
import { FindingCard } from "../finding-card.tsx";
import { FramedPhoto } from "../framed-photo.tsx";
import { Segments } from "../segments.tsx";
import { findingsWords } from "./findings-words.ts";
import type { JudgedPhoto } from "./judged-photo.ts";

type View = "compare" | "original" | "result";

const photoPlace = "judged-photo";

export function Findings({ photo }: { readonly photo: JudgedPhoto }) {
  const words = useWords(findingsWords);
  const say = useSay();
  const { original, result, sourceSize, resultSize, crop, findings } = photo;
  const { toLookAt, unjudged, notes, passed } = toldFindings(findings);
  const [shown, setShown] = useState<Finding | null>(toLookAt.find(({ overlay }) => overlay) ?? null);
  const canCompare = result !== null && sourceSize !== null && resultSize !== null && crop !== null;
  const refused = photo.verdict === "refused";
  const [view, setView] = useState<View>(canCompare && !refused ? "compare" : "original");
  const show = (finding: Finding) => {
    setShown(finding);
    setView(finding.overlay?.on === "result" && result !== null ? "result" : "original");
    bringIntoSight(photoPlace);
  };
  const views: readonly (readonly [View, string])[] = [
    ...(canCompare ? [["compare", words.compare] as const] : []),
    ["original", words.original],
    ...(result !== null ? [["result", words.result] as const] : []),
  ];
  const on = (plane: "source" | "result") => (shown?.overlay?.on === plane ? shown : null);
  const cardOf = (finding: Finding) => (
    <FindingCard
      key={finding.id}
      finding={finding}
      findings={findings}
      shown={finding.id === shown?.id}
      onTap={() => show(finding)}
    />
  );
  // What could not be opened cannot be shown either.
  const canBeSeen = sourceSize !== null && sourceSize.width > 0;
  return (
    <>
      {canBeSeen && (
        <div id={photoPlace} className="stack photo-place">
          {views.length > 1 && <Segments label={words.views} items={views} chosen={view} onChoose={setView} />}
          {view === "compare" && canCompare && (
            <BeforeAfter before={original} after={result} source={sourceSize} crop={crop} size={resultSize} />
          )}
          {view === "original" && (
            <FramedPhoto src={original} label={words.originalAlt} size={sourceSize} finding={on("source")} />
          )}
          {view === "result" && result !== null && (
            <FramedPhoto src={result} label={words.resultAlt} size={resultSize} finding={on("result")} narrow />
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
        title={words.passed(notes.length + passed.length)}
        open={words.unfold}
        always={notes.map(cardOf)}
        cards={passed.map(cardOf)}
      />
      <Folded
        id="unjudged"
        title={words.unjudged(unjudged.length)}
        open={words.unfold}
        cards={unjudged.map(({ id, title, message }) => (
          <div key={id}>
            <p className="text">{say(isCheckId(id) ? titleOf(id, "pass") : title)}</p>
            <p className="quiet">{say(message)}</p>
          </div>
        ))}
      />
    </>
  );
}

interface FoldedProps {
  readonly id: string;
  readonly title: string;
  readonly open: string;
  /** Shown before it is opened. */
  readonly always?: readonly ReactElement[];
  readonly cards: readonly ReactElement[];
}

/** One line that opens; nothing where there is nothing to tell. */
function Folded({ id, title, open, always = [], cards }: FoldedProps) {
  const [opened, setOpened] = useState(false);
  if (always.length + cards.length === 0) return null;
  return (
    <section className="stack" id={id}>
      <div className="row row--between">
        <h2 className="heading">{title}</h2>
        {!opened && cards.length > 0 && (
          <Button kind="link" onTap={() => setOpened(true)}>
            {open}
          </Button>
        )}
      </div>
      {always}
      {opened && cards}
    </section>
  );
}
