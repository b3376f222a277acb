/** The photo large, one finding drawn on it; below each matter once with what to do, and folded what was not judged and what passed. */
import { type Finding, toldFindings } from "@gradphoto/domain";
import { useState } from "react";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import { useSay, useWords } from "../../words/words.ts";
import { BeforeAfter } from "../before-after.tsx";
import { FindingCard } from "../finding-card.tsx";
import { Folded } from "../folded.tsx";
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
        always={notes.map(cardOf)}
        cards={passed.map(cardOf)}
      />
      <Folded
        id="unjudged"
        title={words.unjudged(unjudged.length)}
        cards={unjudged.map(({ id, title, message }) => (
          <div key={id}>
            <p className="text">{say(title)}</p>
            <p className="quiet">{say(message)}</p>
          </div>
        ))}
      />
    </>
  );
}
