/** What the checks say: what asks for a look in full, with clause, number and limit; the rest folded; at the foot what only people see. */
import { type Finding, toldFindings, verdictWords } from "@gradphoto/domain";
import { Button, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import { useSay, useWords } from "../lib/words.ts";
import { Clause } from "../parts/clause.tsx";
import { Checklist } from "./checklist.tsx";
import { deskWords } from "./desk-words.ts";
import type { Review } from "./review.ts";

interface Props {
  readonly review: Review;
  readonly shown: Finding | null;
  readonly show: (finding: Finding | null) => void;
  /** What there is beside the findings. */
  readonly children?: ReactNode;
}

/** The findings that ask for a look, the loudest first, and what is told of a photo all the same. */
export function noted(findings: readonly Finding[]): readonly Finding[] {
  const { toLookAt, notes } = toldFindings(findings);
  return [...toLookAt, ...notes];
}

export function FindingsPanel({ review, shown, show, children }: Props) {
  const t = useWords(deskWords);
  const say = useSay();
  const { findings } = review.report;
  const { unjudged, passed } = toldFindings(findings);
  const loud = noted(findings);
  return (
    <>
      <Flex vertical gap={8}>
        <Typography.Title level={2} className="desk-heading">
          {t.findingsOf(loud.length)}
        </Typography.Title>
        {loud.map((finding, index) => {
          const { icon } = verdictWords[finding.verdict];
          return (
            <Button
              key={finding.id}
              type="text"
              className={`desk-finding desk-${finding.verdict}${finding === shown ? " desk-finding-shown" : ""}`}
              aria-pressed={finding === shown}
              onClick={() => show(finding === shown ? null : finding)}
            >
              <span className="desk-finding-name">
                <b>{index < 9 ? index + 1 : ""}</b> <span aria-hidden="true">{icon}</span> {say(finding.title)} ·{" "}
                {say(verdictWords[finding.verdict])}
              </span>
              <span>{say(finding.message)}</span>
              <Clause clause={finding.clause} />
            </Button>
          );
        })}
        {unjudged.length > 0 && (
          <details className="desk-fold">
            <summary>{t.unjudged(unjudged.length)}</summary>
            <ul>
              {unjudged.map((finding) => (
                <li key={finding.id}>{say(finding.message)}</li>
              ))}
            </ul>
          </details>
        )}
        {review.machineHidden ? (
          <Typography.Text type="secondary">{t.machineHidden}</Typography.Text>
        ) : (
          <details className="desk-fold">
            <summary>{t.passed(passed.length)}</summary>
            <ul>
              {passed.map((finding) => (
                <li key={finding.id}>
                  <b>{say(finding.title)}</b> {say(finding.message)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Flex>
      {children}
      <Checklist />
    </>
  );
}
