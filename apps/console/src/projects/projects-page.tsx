/** Projects of a school: terms, window, state; adding one, copying last year's. */
import { Button, Flex } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { moment, yuan } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { categoryOptions } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { ProjectDialog } from "./project-dialog.tsx";
import type { Project } from "./project-row.ts";
import { projectWords } from "./project-words.ts";

export default function ProjectsPage() {
  const t = useWords(projectWords);
  const say = useSay();
  const { school } = useStaff();
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const [editing, setEditing] = useState<Project | "new" | null>(null);
  const done = (): void => invalidate("listProjects");
  const columns: readonly Column<Project>[] = [
    ...(school ? [] : [{ key: "school", title: { zh: "学校", en: "School" }, show: (row: Project) => row.schoolName }]),
    { key: "category", title: { zh: "学历类别", en: "Category" }, show: ({ categoryLabel }) => say(categoryLabel) },
    { key: "year", title: { zh: "毕业年份", en: "Year" }, number: true, show: ({ graduationYear }) => graduationYear },
    {
      key: "state",
      title: { zh: "状态", en: "State" },
      show: ({ tone, label }) => <ToneTag tone={tone} label={label} />,
    },
    { key: "fee", title: { zh: "费用", en: "Fee" }, number: true, show: ({ feeFen }) => yuan(feeFen) },
    { key: "opens", title: { zh: "开放", en: "Opens" }, show: ({ opensAt }) => moment(opensAt) },
    { key: "closes", title: { zh: "关闭", en: "Closes" }, show: ({ closesAt }) => moment(closesAt) },
    { key: "spec", title: { zh: "规格", en: "Spec" }, hidden: true, show: ({ specId }) => specId },
    { key: "students", title: { zh: "已开始", en: "Started" }, number: true, show: ({ collections }) => collections },
    {
      key: "actions",
      acts: true,
      title: { zh: "操作", en: "Actions" },
      show: (row) => {
        const params = { projectId: row.projectId };
        return (
          <Flex gap={6}>
            <Button size="small" onClick={() => void navigate(`/projects/${row.projectId}`)}>
              {t.progress}
            </Button>
            <Button size="small" onClick={() => setEditing(row)}>
              {t.change}
            </Button>
            <AskFirst label={t.copy} question={t.copySure} route="copyProject" input={{ params }} done={done} />
            {row.confirmedAt === null && (
              <>
                <AskFirst
                  label={t.confirm}
                  question={t.confirmSure}
                  route="confirmProject"
                  input={{ params }}
                  done={done}
                />
                <AskFirst
                  danger
                  label={t.discard}
                  question={t.discardSure}
                  route="discardProject"
                  input={{ params }}
                  done={done}
                />
              </>
            )}
          </Flex>
        );
      },
    },
  ];
  const add = (
    <Button type="primary" onClick={() => setEditing("new")}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} about={t.about} actions={add}>
      <DataList
        list="projects"
        route="listProjects"
        inputOf={({ filters, limit, after }) => ({
          query: { ...filters, ...pageQuery({ limit, after }) },
        })}
        rowsOf={({ projects }) => projects}
        nextOf={({ next }) => next}
        rowKey={({ projectId }) => projectId}
        columns={columns}
        filters={[
          { kind: "choice", key: "category", label: { zh: "学历类别", en: "Category" }, options: categoryOptions },
          { kind: "text", key: "graduationYear", label: { zh: "毕业年份", en: "Graduation year" } },
          ...(school
            ? []
            : [{ kind: "text" as const, key: "schoolCode", label: { zh: "院校代码", en: "School code" } }]),
        ]}
      />
      {editing !== null && (
        <ProjectDialog
          project={editing === "new" ? null : editing}
          close={() => setEditing(null)}
          done={() => {
            setEditing(null);
            done();
          }}
        />
      )}
    </Page>
  );
}
