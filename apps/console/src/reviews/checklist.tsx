/** Clauses that reviewers check regardless of findings: this project's most missed ones in view, the others folded. */
import {
  type ClauseAccuracy,
  clausesForPeople,
  clausesJudgedBy,
  type ReviewReasonCode,
  reviewReasons,
} from "@gradphoto/domain";
import { Typography } from "antd";
import { useTranslate, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { DeskPart } from "./photo-line.tsx";

const onlyByPeople = clausesJudgedBy("person");
const alsoByPeople = clausesJudgedBy("both");

/** First rule left to people that shares a check with the reason; undefined if none does. */
const ruleOf = (code: ReviewReasonCode) =>
  clausesForPeople.find(
    ({ rule: { owner } }) => owner !== "person" && owner.some((id) => isCheckOf(code, id)),
  )?.rule;

const isCheckOf = (code: ReviewReasonCode, id: string): boolean =>
  reviewReasons[code].checks.includes(id);

/** `missed`: the most frequent rejection reasons of this project, in that order. */
export function MostMissed({ missed }: { readonly missed: readonly ReviewReasonCode[] }) {
  const t = useWords(deskWords);
  const translate = useTranslate();
  if (missed.length === 0) return null;
  return (
    <DeskPart title={t.mostMissed}>
      <ol className="desk-most-missed">
        {missed.map((code) => {
          const rule = ruleOf(code);
          return (
            <li key={code}>
              <b>{translate(reviewReasons[code].label)}</b> {rule && translate(rule.text)}
            </li>
          );
        })}
      </ol>
    </DeskPart>
  );
}

/** Checklist folded into one line. */
export function FoldedChecklist() {
  const t = useWords(deskWords);
  const translate = useTranslate();
  const why = ({ basis, counted }: ClauseAccuracy): string =>
    basis === "measured" && counted
      ? t.measuredText(counted.detected, counted.faulty)
      : t.fewPhotos;
  return (
    <details className="desk-fold">
      <summary>
        {t.lookYourself(onlyByPeople.length)} / {t.lookAsWell(alsoByPeople.length)}
      </summary>
      <div className="desk-checklist-read">
        <ul aria-label={t.lookYourself(onlyByPeople.length)}>
          {onlyByPeople.map(({ id, rule }) => (
            <li key={id}>{translate(rule.text)}</li>
          ))}
        </ul>
        <ul aria-label={t.lookAsWell(alsoByPeople.length)}>
          {alsoByPeople.map((clause) => (
            <li key={clause.id}>
              {translate(clause.rule.text)}{" "}
              <Typography.Text type="secondary">{why(clause)}</Typography.Text>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
