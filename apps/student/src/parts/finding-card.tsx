/** One matter: what it is and what to do; a tap marks its position on the photo. Numbers and clauses are under 详情. */
import { type Finding, familyFindings, optionalAdvice, verdictWords } from "@gradphoto/domain";
import { useTranslate, useWords, wordsOf } from "../words/words.ts";
import { Disclosure } from "./folded.tsx";

/** Labelled, because a rule below an observation otherwise reads as its opposite. */
const wordTable = wordsOf(
  { rule: (clause: string) => `要求：${clause}` },
  { rule: (clause) => `Rule: ${clause}` },
);

interface FindingCardProps {
  readonly finding: Finding;
  /** Findings of the same photo: those about the same matter appear together. */
  readonly findings: readonly Finding[];
  readonly isSelected: boolean;
  /** The photo may well be submitted as it is, so the advice orders nothing. */
  readonly isOptional: boolean;
  readonly onTap: () => void;
}

export function FindingCard({
  finding,
  findings,
  isSelected: visible,
  isOptional,
  onTap,
}: FindingCardProps) {
  const translate = useTranslate();
  const words = useWords(wordTable);
  const { id, verdict, note, overlay } = finding;
  const isLoud = verdict === "fail" || verdict === "warn";
  const face = note ? "note" : verdict;
  const about = (
    <>
      <span className={`verdict verdict--${face}`} aria-hidden="true">
        {note ? "i" : verdictWords[verdict].icon}
      </span>
      <span className="finding__body">
        <span className="heading">
          {isLoud && <span className="hidden-label">{translate(verdictWords[verdict])}</span>}
          {translate(finding.title)}
        </span>
        {(isLoud || note) && (
          <span className="text">
            {translate(isOptional ? optionalAdvice(finding) : finding.advice)}
          </span>
        )}
      </span>
    </>
  );
  return (
    <div
      className={`finding finding--${face} ${visible ? "finding--shown" : ""}`}
      data-finding={id}
    >
      {overlay ? (
        <button type="button" className="finding__tap" aria-pressed={visible} onClick={onTap}>
          {about}
        </button>
      ) : (
        <div className="finding__tap">{about}</div>
      )}
      <Disclosure>
        {familyFindings(finding, findings).map((one) => (
          <div key={one.id}>
            <p className="text">{translate(one.message)}</p>
            <p className="quiet">{words.rule(translate(one.clause))}</p>
          </div>
        ))}
      </Disclosure>
    </div>
  );
}
