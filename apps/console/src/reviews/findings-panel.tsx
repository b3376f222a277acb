/**
 * Findings of the checks: those that need a look in full, with clause, number and limit; the others folded; then the
 * most missed clauses.
 */
import { groupFindings, type ReviewReasonCode, verdictWords } from "@gradphoto/domain";
import { Button, Typography } from "antd";
import type { ReactNode } from "react";
import { moment } from "../lib/amounts.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { Clause } from "../parts/short-id.tsx";
import { FoldedChecklist, MostMissed } from "./checklist.tsx";
import { deskWords } from "./desk-words.ts";
import { DeskPart } from "./photo-line.tsx";
import type { Photo } from "./photo-pair.tsx";
import type { Task } from "./use-tasks.ts";

interface Props {
  readonly photo: Photo;
  /** The most frequent rejection reasons of the task's project. */
  readonly missed: readonly ReviewReasonCode[];
  /** Content in addition to the findings. */
  readonly children?: ReactNode;
}

export function FindingsPanel({ photo: { task, loud, visible, show }, missed, children }: Props) {
  const t = useWords(deskWords);
  const translate = useTranslate();
  const { unjudged, passed } = groupFindings(task.report.findings);
  return (
    <>
      <DeskPart title={t.findingsOf(loud.length)}>
        {loud.map((finding, index) => {
          const { icon } = verdictWords[finding.verdict];
          return (
            <Button
              key={finding.id}
              type="text"
              className={`desk-finding desk-${finding.verdict}${finding === visible ? " desk-finding-shown" : ""}`}
              aria-pressed={finding === visible}
              onClick={() => show(finding === visible ? null : finding)}
            >
              <span className="desk-finding-name">
                <b>{index < 9 ? index + 1 : ""}</b> <span aria-hidden="true">{icon}</span>{" "}
                {translate(finding.title)} · {translate(verdictWords[finding.verdict])}
              </span>
              {finding === visible && <span>{translate(finding.message)}</span>}
              <Clause clause={finding.clause} />
            </Button>
          );
        })}
        {unjudged.length > 0 && (
          <Folded summary={t.unjudged(unjudged.length)}>
            {unjudged.map((finding) => (
              <li key={finding.id}>{translate(finding.message)}</li>
            ))}
          </Folded>
        )}
        {task.machineHidden ? (
          <Typography.Text type="secondary">{t.machineHidden}</Typography.Text>
        ) : (
          <Folded summary={t.passed(passed.length)}>
            {passed.map((finding) => (
              <li key={finding.id}>
                <b>{translate(finding.title)}</b> {translate(finding.message)}
              </li>
            ))}
          </Folded>
        )}
      </DeskPart>
      <SeenPhoto seen={task.seenBefore} />
      {children}
      <section className="desk-checklist" aria-label={t.checklist}>
        <MostMissed missed={missed} />
        <FoldedChecklist />
      </section>
    </>
  );
}

function Folded({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className="desk-fold">
      <summary>{summary}</summary>
      <ul>{children}</ul>
    </details>
  );
}

/** Earlier photo with nearly the same content, next to the current one. */
function SeenPhoto({ seen }: { readonly seen: Task["seenBefore"] }) {
  const t = useWords(deskWords);
  if (seen === null) return null;
  const { own, createdAt, originalUrl } = seen;
  return (
    <DeskPart title={t.seenBefore}>
      <Typography.Text>
        {own ? t.seenOwn(moment(createdAt)) : t.seenOthers(moment(createdAt))}
      </Typography.Text>
      {originalUrl === null ? (
        <Typography.Text type="secondary">{t.photoDeleted}</Typography.Text>
      ) : (
        <img className="desk-seen" src={originalUrl} alt={t.seenAlt} />
      )}
    </DeskPart>
  );
}
