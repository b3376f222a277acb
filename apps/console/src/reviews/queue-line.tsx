/** How much waits, and of which project one reviews. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Select, Typography } from "antd";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";

export type Queue = RouteAnswer<"readReviewQueue">;

const everyMs = 30_000;

export const useQueue = (): Queue | null => useAnswer("readReviewQueue", {}, { everyMs }).value ?? null;

interface Props {
  readonly queue: Queue;
  /** null: all of them. */
  readonly projectId: string | null;
  readonly choose: (projectId: string | null) => void;
}

export function QueueLine({ queue, projectId, choose }: Props) {
  const t = useWords(deskWords);
  const say = useSay();
  const { waiting, dueToday, overdue } =
    queue.projects.find((one) => one.projectId === projectId) ?? (projectId === null ? queue : none);
  const isListed = projectId === null || queue.projects.some((one) => one.projectId === projectId);
  const parts = [
    t.waiting(waiting),
    dueToday > 0 && t.dueToday(dueToday),
    projectId === null && queue.forSenior > 0 && t.forSeniors(queue.forSenior),
  ];
  return (
    <>
      <Typography.Text type="secondary">{parts.filter(Boolean).join(" · ")}</Typography.Text>
      {overdue > 0 && <Typography.Text type="danger">{t.overdue(overdue)}</Typography.Text>}
      <Select
        size="small"
        aria-label={t.ofProject}
        value={projectId ?? ""}
        onChange={(chosen: string) => choose(chosen === "" ? null : chosen)}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: t.allProjects },
          ...(isListed ? [] : [{ value: projectId, label: t.thisProject }]),
          ...queue.projects.map(({ projectId: value, schoolName, categoryLabel, graduationYear, waiting: count }) => ({
            value,
            label: `${schoolName} · ${say(categoryLabel)} · ${graduationYear}（${count}）`,
          })),
        ]}
      />
    </>
  );
}

/** Nothing of that project waits any more. */
const none = { waiting: 0, dueToday: 0, overdue: 0 };
