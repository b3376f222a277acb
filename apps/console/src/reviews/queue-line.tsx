/** How much waits, which project or school is reviewed, and the ways to the other queues. */
import { Button, Typography } from "antd";
import { lazy } from "react";
import { Link } from "react-router";
import { fetchPage } from "../lib/fetch-page.ts";
import { useWords } from "../lib/words.ts";
import { PartPlace } from "../parts/part-place.tsx";
import { deskWords } from "./desk-words.ts";
import { countsOf, isAll, type QueueChoice } from "./queue-counts.ts";
import type { Queue } from "./use-tasks.ts";

/** Of a small choice. */
const choiceHeightPx = 24;

const ProjectChoice = lazy(() => fetchPage(() => import("./project-choice.tsx")));

export function QueueLine({ queue, choice }: { readonly queue: Queue; readonly choice: QueueChoice }) {
  const t = useWords(deskWords);
  const { name, chosen, choose, flipAppeals } = choice;
  const isAppeals = name === "appeals";
  const { waiting, dueToday, overdue } = countsOf(queue, chosen);
  const { sheet, appeals, forSenior } = queue;
  const parts = [
    t.waiting(isAppeals ? appeals : waiting),
    !isAppeals && dueToday > 0 && t.dueToday(dueToday),
    !isAppeals && isAll(chosen) && forSenior > 0 && t.forSeniors(forSenior),
  ];
  return (
    <>
      <Typography.Text type="secondary">{parts.filter(Boolean).join(" · ")}</Typography.Text>
      {overdue > 0 && <Typography.Text type="danger">{t.overdue(overdue)}</Typography.Text>}
      {!isAppeals && (
        <PartPlace heightPx={choiceHeightPx}>
          <ProjectChoice queue={queue} chosen={chosen} choose={choose} />
        </PartPlace>
      )}
      {(appeals > 0 || isAppeals) && (
        <Button size="small" aria-pressed={isAppeals} onClick={flipAppeals}>
          {isAppeals ? t.allQueue : t.appeals(appeals)}
        </Button>
      )}
      {sheet.state === "open" && <Link to="/review/sheet">{t.sheet(sheet.waiting)}</Link>}
      {sheet.state === "withdrawn" && <Typography.Text type="secondary">{t.sheetWithdrawn}</Typography.Text>}
    </>
  );
}
