/** The photo large, one finding drawn on it, and all findings below, the worst first. */
import type { Finding } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { BeforeAfter } from "../../parts/before-after.tsx";
import { Button } from "../../parts/button.tsx";
import { FindingCard } from "../../parts/finding-card.tsx";
import { FramedPhoto } from "../../parts/framed-photo.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Segments } from "../../parts/segments.tsx";
import { shownPicture } from "../../service/shown-picture.ts";
import { useWords } from "../../words/words.ts";
import { standardWords } from "./standard-words.ts";

type View = "compare" | "original" | "result";

const worst = ["fail", "warn", "unsure"] as const;

export function Findings({ attempt }: { readonly attempt: RouteAnswer<"readAttempt"> }) {
  const words = useWords(standardWords);
  const { original, result, sourceSize, resultSize, crop, findings } = attempt;
  const noted = [
    ...worst.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict && !finding.explainedBy)),
    ...findings.filter(({ note }) => note),
  ];
  const passed = findings.filter(({ verdict, note }) => verdict === "pass" && !note);
  const [shown, setShown] = useState<Finding | null>(noted.find(({ overlay }) => overlay) ?? null);
  const [allShown, setAllShown] = useState(false);
  const canCompare = original !== null && result !== null && sourceSize !== null && crop !== null;
  const refused = attempt.verdict === "refused";
  const [view, setView] = useState<View>(canCompare && !refused ? "compare" : "original");
  const show = (finding: Finding) => {
    setShown(finding);
    if (finding.overlay) setView(finding.overlay.on === "result" && result ? "result" : "original");
  };
  if (!original) return <Notice>{words.deleted}</Notice>;
  const views: readonly (readonly [View, string])[] = [
    ...(canCompare ? [["compare", words.compare] as const] : []),
    ["original", words.original],
    ...(result ? [["result", words.result] as const] : []),
  ];
  const on = (plane: "source" | "result") => (shown?.overlay?.on === plane ? shown : null);
  return (
    <>
      <Segments label={words.views} items={views} chosen={view} onChoose={setView} />
      {view === "compare" && canCompare && (
        <BeforeAfter
          before={shownPicture(original.url)}
          after={shownPicture(result.url)}
          source={sourceSize}
          crop={crop}
        />
      )}
      {view === "original" && (
        <FramedPhoto
          url={shownPicture(original.url)}
          label={words.originalAlt}
          size={sourceSize}
          finding={on("source")}
        />
      )}
      {view === "result" && result && (
        <FramedPhoto
          url={shownPicture(result.url)}
          label={words.resultAlt}
          size={resultSize}
          finding={on("result")}
          standard
        />
      )}
      {refused && view !== "original" && <p className="quiet center">{words.previewOnly}</p>}
      {noted.length > 0 && (
        <section className="stack">
          <h2 className="heading">{words.problems(noted.length)}</h2>
          <p className="quiet">{words.tapOne}</p>
          {noted.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              shown={finding.id === shown?.id}
              onTap={() => show(finding)}
            />
          ))}
        </section>
      )}
      {passed.length > 0 && (
        <section className="stack">
          <div className="row row--between">
            <h2 className="heading">{words.passed(passed.length)}</h2>
            {!allShown && (
              <Button kind="link" onTap={() => setAllShown(true)}>
                {words.showPassed}
              </Button>
            )}
          </div>
          {allShown &&
            passed.map((finding) => (
              <FindingCard
                key={finding.id}
                finding={finding}
                shown={finding.id === shown?.id}
                onTap={() => show(finding)}
              />
            ))}
        </section>
      )}
    </>
  );
}
