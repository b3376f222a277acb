/** How much waits, and of which project or school one reviews. */
import { Typography } from "antd";
import { lazy } from "react";
import { fetchPage } from "../lib/fetch-page.ts";
import { useWords } from "../lib/words.ts";
import { PartPlace } from "../parts/part-place.tsx";
import { deskWords } from "./desk-words.ts";
import { countsOf, isAll, type ProjectChoiceProps } from "./queue.ts";

/** Of a small choice. */
const choiceHeightPx = 24;

const ProjectChoice = lazy(() => fetchPage(() => import("./project-choice.tsx")));

export function QueueLine({ queue, chosen, choose }: ProjectChoiceProps) {
  const t = useWords(deskWords);
  const { waiting, dueToday, overdue } = countsOf(queue, chosen);
  const parts = [
    t.waiting(waiting),
    dueToday > 0 && t.dueToday(dueToday),
    isAll(chosen) && queue.forSenior > 0 && t.forSeniors(queue.forSenior),
  ];
  return (
    <>
      <Typography.Text type="secondary">{parts.filter(Boolean).join(" · ")}</Typography.Text>
      {overdue > 0 && <Typography.Text type="danger">{t.overdue(overdue)}</Typography.Text>}
      <PartPlace heightPx={choiceHeightPx}>
        <ProjectChoice queue={queue} chosen={chosen} choose={choose} />
      </PartPlace>
    </>
  );
}
