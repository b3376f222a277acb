/** The photo under review with the checks' findings, and a note that a person decides. */
import { type Finding, groupFindings } from "@gradphoto/domain";
import { useState } from "react";
import { FindingCard } from "../../parts/finding-card.tsx";
import { MarkedPhoto } from "../../parts/framed-photo.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    passed: "机器检查已通过，待人工审核",
    pointedOut: (count: number) => `机器提示了 ${count} 处，由审核员决定`,
    unjudged: "机器未能全部判断，待人工审核",
    approved: "审核通过的照片",
  },
  {
    passed: "Machine checks passed, a person reviews it next",
    pointedOut: (count) =>
      count === 1
        ? "The machine points out one thing; a reviewer decides"
        : `The machine points out ${count} things; a reviewer decides`,
    unjudged: "Some things a machine could not judge; a person reviews them next",
    approved: "The approved photo",
  },
);

const photoPlace = "submitted-photo";

interface SubmittedPhotoProps {
  readonly params: { readonly collectionId: string; readonly attemptId: string };
  /** False once it is approved: the findings are settled then. */
  readonly inReview: boolean;
}

export function SubmittedPhoto({ params, inReview }: SubmittedPhotoProps) {
  const words = useWords(wordTable);
  const attempt = useAnswer("readAttempt", { params });
  const [visible, setVisible] = useState<Finding | null>(null);
  const show = (finding: Finding) => {
    setVisible(finding);
    bringIntoSight(photoPlace);
  };
  return (
    <Loaded answer={attempt}>
      {(value) => {
        const { toLookAt } = groupFindings(inReview ? value.findings : []);
        const heading = !inReview
          ? words.approved
          : toLookAt.length > 0
            ? words.pointedOut(toLookAt.length)
            : value.verdict === "pass"
              ? words.passed
              : words.unjudged;
        const marked = !inReview
          ? null
          : (visible ?? toLookAt.find(({ overlay }) => overlay) ?? null);
        return (
          <section className="stack">
            <h2 className="heading">{heading}</h2>
            <div id={photoPlace} className="photo-place">
              <MarkedPhoto attempt={value} finding={marked} />
            </div>
            {toLookAt.map((finding) => (
              <FindingCard
                isOptional
                key={finding.id}
                finding={finding}
                findings={value.findings}
                isSelected={finding.id === marked?.id}
                onTap={() => show(finding)}
              />
            ))}
          </section>
        );
      }}
    </Loaded>
  );
}
