/** The clauses that a reviewer looks at whatever the checks say, from the same table as docs/accuracy. */
import { type ClauseAccuracy, clauseJudges, clausesJudgedBy, leftToPeople } from "@gradphoto/domain";
import { Typography } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";

export function Checklist() {
  const t = useWords(deskWords);
  const say = useSay();
  const why = ({ telling, counted }: ClauseAccuracy): string =>
    telling === "measured" && counted ? t.foundOf(counted.found, counted.faulty) : t.fewPhotos;
  return (
    <details className="desk-fold">
      <summary>{t.lookYourself(leftToPeople.length)}</summary>
      {(["both", "person"] as const).map((judge) => (
        <section key={judge}>
          <b>{t.ofClauses(say(clauseJudges[judge]), clausesJudgedBy(judge).length)}</b>
          <ul>
            {clausesJudgedBy(judge).map((clause) => (
              <li key={clause.id}>
                {say(clause.rule.text)}{" "}
                {judge === "both" && <Typography.Text type="secondary">{why(clause)}</Typography.Text>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>{t.ofClauses(say(clauseJudges.machine), clausesJudgedBy("machine").length)}</p>
    </details>
  );
}
