/** The clauses that a reviewer looks at whatever the checks say, from the same table as docs/accuracy. */
import { type ClauseAccuracy, leftToPeople } from "@gradphoto/domain";
import { Typography } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";

export function Checklist() {
  const t = useWords(deskWords);
  const say = useSay();
  const why = ({ telling, counted }: ClauseAccuracy): string => {
    if (telling === "person") return t.noSignal;
    return telling === "measured" && counted ? t.foundOf(counted.found, counted.faulty) : t.fewPhotos;
  };
  return (
    <details className="desk-checklist">
      <summary>{t.lookYourself(leftToPeople.length)}</summary>
      <ul>
        {leftToPeople.map((clause) => (
          <li key={clause.id}>
            {say(clause.rule.text)} <Typography.Text type="secondary">{why(clause)}</Typography.Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
