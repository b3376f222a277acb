/** Of which project one reviews; fetched by itself, so that the first photo need not wait for a list to choose from. */
import { Select } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import type { ProjectChoiceProps } from "./queue.ts";

export default function ProjectChoice({ queue, projectId, choose }: ProjectChoiceProps) {
  const t = useWords(deskWords);
  const say = useSay();
  const isListed = projectId === null || queue.projects.some((one) => one.projectId === projectId);
  return (
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
        ...queue.projects.map(({ projectId: value, schoolName, categoryLabel, graduationYear, waiting }) => ({
          value,
          label: `${schoolName} · ${say(categoryLabel)} · ${graduationYear}（${waiting}）`,
        })),
      ]}
    />
  );
}
