/** How much waits, and of which project one reviews. */
import { Typography } from "antd";
import { lazy } from "react";
import { fetchPage } from "../lib/fetch-page.ts";
import { useWords } from "../lib/words.ts";
import { PartPlace } from "../parts/part-place.tsx";
import { deskWords } from "./desk-words.ts";
import type { ProjectChoiceProps } from "./queue.ts";

/** Of a small choice. */
const choiceHeightPx = 24;

const ProjectChoice = lazy(() => fetchPage(() => import("./project-choice.tsx")));

export function QueueLine({ queue, projectId, choose }: ProjectChoiceProps) {
  const t = useWords(deskWords);
  const { waiting, dueToday, overdue } =
    queue.projects.find((one) => one.projectId === projectId) ?? (projectId === null ? queue : none);
  const parts = [
    t.waiting(waiting),
    dueToday > 0 && t.dueToday(dueToday),
    projectId === null && queue.forSenior > 0 && t.forSeniors(queue.forSenior),
  ];
  return (
    <>
      <Typography.Text type="secondary">{parts.filter(Boolean).join(" · ")}</Typography.Text>
      {overdue > 0 && <Typography.Text type="danger">{t.overdue(overdue)}</Typography.Text>}
      <PartPlace heightPx={choiceHeightPx}>
        <ProjectChoice queue={queue} projectId={projectId} choose={choose} />
      </PartPlace>
    </>
  );
}

/** Nothing of that project waits any more. */
const none = { waiting: 0, dueToday: 0, overdue: 0 };
