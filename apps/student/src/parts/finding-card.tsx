/** One finding: what was measured, what is allowed, what to do where something is wrong, and the clause it comes from. */
import { type Finding, verdictWords } from "@gradphoto/domain";
import { useSay } from "../words/words.ts";

interface FindingCardProps {
  readonly finding: Finding;
  readonly shown: boolean;
  readonly onTap: () => void;
}

export function FindingCard({ finding, shown, onTap }: FindingCardProps) {
  const say = useSay();
  const { verdict } = finding;
  return (
    <button
      type="button"
      className={`finding finding--${verdict} ${shown ? "finding--shown" : ""}`}
      aria-pressed={shown}
      data-finding={finding.id}
      onClick={onTap}
    >
      <span className={`verdict verdict--${verdict}`} aria-hidden="true">
        {verdictWords[verdict].icon}
      </span>
      <span className="finding__body">
        <span className="heading">
          {say(finding.title)} · {say(verdictWords[verdict])}
        </span>
        <span>{say(finding.message)}</span>
        {(verdict === "fail" || verdict === "warn" || finding.note) && (
          <span className="text">{say(finding.advice)}</span>
        )}
        <span className="quiet">{say(finding.clause)}</span>
      </span>
    </button>
  );
}
