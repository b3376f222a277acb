/** One project among all there are: the service looks for its school's name, alias, pinyin or code. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Select, Spin, Typography } from "antd";
import { useState } from "react";
import { useAnswer } from "../lib/use-answer.ts";
import { useSettled } from "../lib/use-settled.ts";
import { useSay, useWords } from "../lib/words.ts";
import { projectName } from "../parts/project-name.ts";
import { limitsWords } from "./limits-words.ts";

interface Props {
  /** undefined: every project. */
  readonly projectId: string | undefined;
  readonly choose: (projectId: string | null) => void;
}

/** More are not looked through: their school is typed. */
const mostShown = 50;
const mostTyped = 60;

export function ProjectChoice({ projectId, choose }: Props) {
  const t = useWords(limitsWords);
  const say = useSay();
  const [typed, setTyped] = useState("");
  const text = useSettled(typed.trim().slice(0, mostTyped));
  const found = useAnswer("listProjects", { query: { limit: mostShown, ...(text !== "" && { text }) } });
  const chosen = useAnswer("readProject", projectId === undefined ? null : { params: { projectId } });
  const optionOf = (project: RouteAnswer<"readProject">) => ({
    value: project.projectId,
    label: projectName(project, say),
  });
  const chosenName = chosen.value ? projectName(chosen.value, say) : chosen.problem ? t.unknownProject : "…";
  return (
    <Select
      aria-label={t.project}
      placeholder={t.project}
      allowClear
      labelInValue
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={projectId === undefined ? null : { value: projectId, label: chosenName }}
      options={(found.value?.projects ?? []).map(optionOf)}
      notFoundContent={found.value ? t.noProject : <Spin size="small" />}
      popupMatchSelectWidth={false}
      popupRender={(menu) => (
        <>
          {menu}
          {found.value?.next && <Typography.Text type="secondary">{t.moreProjects}</Typography.Text>}
        </>
      )}
      onOpenChange={(isOpen) => {
        if (!isOpen) setTyped("");
      }}
      onChange={(option) => choose(option?.value ?? null)}
      style={{ minWidth: 260 }}
    />
  );
}
