/** Choice of the project or school to review. Its code is a separate chunk, so that the first photo does not wait for it. */
import { Select } from "antd";
import { useTranslate, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { countsOf, isAll, type QueueChoice } from "./queue-choice.ts";
import type { Queue, QueueFilter } from "./use-tasks.ts";

type Props = Pick<QueueChoice, "chosen" | "choose"> & { readonly queue: Queue };

export default function ProjectChoice({ queue, chosen, choose }: Props) {
  const t = useWords(deskWords);
  const translate = useTranslate();
  // Schools with waiting photos, ordered by due day.
  const names = new Map(
    queue.projects.map(({ schoolCode, schoolName }) => [schoolCode, schoolName]),
  );
  const schools = [...names].flatMap(([schoolCode, schoolName]) => {
    const of = { schoolCode };
    const projects = queue.projects.filter((one) => one.schoolCode === schoolCode);
    return [
      { of, label: t.schoolTotal(schoolName, countsOf(queue, of).waiting) },
      ...projects.map(({ projectId, categoryLabel, graduationYear, waiting }) => ({
        of: { projectId },
        label: `${schoolName} · ${translate(categoryLabel)} · ${graduationYear}（${waiting}）`,
      })),
    ];
  });
  const listed: readonly { readonly of: QueueFilter; readonly label: string }[] = [
    { of: {}, label: t.allProjects },
    ...schools,
  ];
  const isListed = listed.some(({ of }) => keyOf(of) === keyOf(chosen));
  const missing = {
    of: chosen,
    label: chosen.schoolCode === undefined ? t.thisProject : t.thisSchool,
  };
  const options = isListed ? listed : [missing, ...listed];
  return (
    <Select
      size="small"
      aria-label={t.ofProject}
      value={keyOf(chosen)}
      onChange={(value) => choose(options.find(({ of }) => keyOf(of) === value)?.of ?? {})}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      options={options.map(({ of, label }) => ({ value: keyOf(of), label }))}
    />
  );
}

const keyOf = (chosen: QueueFilter): string =>
  isAll(chosen)
    ? ""
    : chosen.projectId === undefined
      ? `school:${chosen.schoolCode}`
      : `project:${chosen.projectId}`;
