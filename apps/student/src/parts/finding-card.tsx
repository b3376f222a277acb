/** One matter: what it is and what to do; tapped, the photo shows its place. Numbers and clauses wait behind 详情. */
import { type Finding, matterOf, verdictWords } from "@gradphoto/domain";
import { useSay, useWords, wordsOf } from "../words/words.ts";
import { Disclosure } from "./disclosure.tsx";

/** Unnamed, a rule below what was seen reads as its opposite. */
const wordTable = wordsOf({ rule: (clause: string) => `要求：${clause}` }, { rule: (clause) => `Rule: ${clause}` });

interface FindingCardProps {
  readonly finding: Finding;
  /** Of the same photo: what belongs to the matter is told with it. */
  readonly findings: readonly Finding[];
  readonly shown: boolean;
  readonly onTap: () => void;
}

export function FindingCard({ finding, findings, shown, onTap }: FindingCardProps) {
  const say = useSay();
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
          {isLoud && <span className="hidden-label">{say(verdictWords[verdict])}</span>}
          {say(finding.title)}
        </span>
        {(isLoud || note) && <span className="text">{say(finding.advice)}</span>}
      </span>
    </>
  );
  return (
    <div className={`finding finding--${face} ${shown ? "finding--shown" : ""}`} data-finding={id}>
      {overlay ? (
        <button type="button" className="finding__tap" aria-pressed={shown} onClick={onTap}>
          {about}
        </button>
      ) : (
        <div className="finding__tap">{about}</div>
      )}
      <Disclosure>
        {matterOf(finding, findings).map((one) => (
          <div key={one.id}>
            <p className="text">{say(one.message)}</p>
            <p className="quiet">{words.rule(say(one.clause))}</p>
          </div>
        ))}
      </Disclosure>
    </div>
  );
}
