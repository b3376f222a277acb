/** The clauses that a reviewer looks at whatever the checks say, from the same table as docs/accuracy: those that nothing measures always in sight, beside a right photo. */
import { type ClauseAccuracy, clausesJudgedBy } from "@gradphoto/domain";
import { Typography } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { ReferencePicture } from "./reference-picture.tsx";

const onlyByPeople = clausesJudgedBy("person");
const alsoByPeople = clausesJudgedBy("both");

/** At the foot of what the checks say, which is read above it. */
export function Checklist() {
  const t = useWords(deskWords);
  return (
    <section className="desk-checklist" aria-label={t.lookYourself(onlyByPeople.length)}>
      <div className="desk-checklist-read">
        <Typography.Title level={2} className="desk-heading">
          {t.lookYourself(onlyByPeople.length)}
        </Typography.Title>
        <Clauses />
      </div>
    </section>
  );
}

/** One line that opens, where reasons have the room. */
export function FoldedChecklist() {
  const t = useWords(deskWords);
  return (
    <details className="desk-fold desk-checklist-folded">
      <summary>{t.lookYourself(onlyByPeople.length)}</summary>
      <div className="desk-checklist-read">
        <Clauses />
      </div>
    </details>
  );
}

function Clauses() {
  const t = useWords(deskWords);
  const say = useSay();
  const why = ({ telling, counted }: ClauseAccuracy): string =>
    telling === "measured" && counted ? t.foundOf(counted.found, counted.faulty) : t.fewPhotos;
  return (
    <>
      <div className="desk-by-people">
        <ReferencePicture />
        <ul className="desk-clauses">
          {onlyByPeople.map(({ id, rule }) => (
            <li key={id}>{say(rule.text)}</li>
          ))}
        </ul>
      </div>
      <details className="desk-fold">
        <summary>{t.lookAsWell(alsoByPeople.length)}</summary>
        <ul>
          {alsoByPeople.map((clause) => (
            <li key={clause.id}>
              {say(clause.rule.text)} <Typography.Text type="secondary">{why(clause)}</Typography.Text>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
