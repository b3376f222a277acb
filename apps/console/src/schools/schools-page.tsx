/** Schools as an operator keeps them. */
import { Button } from "antd";
import { useState } from "react";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { SchoolDialog } from "./school-dialog.tsx";

const words = wordsOf(
  { title: "院校", about: "学生按名称、别名、拼音和首字母找到学校。点一行修改。", add: "新建院校" },
  {
    title: "Schools",
    about: "Students find a school by name, alias, pinyin and initials. Click a row to change it.",
    add: "Add a school",
  },
);

import type { School } from "./school-row.ts";

const columns: readonly Column<School>[] = [
  { key: "code", title: { zh: "代码", en: "Code" }, show: ({ schoolCode }) => schoolCode },
  { key: "name", title: { zh: "名称", en: "Name" }, show: ({ name }) => name },
  { key: "aliases", title: { zh: "别名", en: "Aliases" }, show: ({ aliases }) => aliases.join("、") || "—" },
  { key: "pinyin", title: { zh: "拼音", en: "Pinyin" }, show: ({ pinyin }) => pinyin },
  { key: "hotline", title: { zh: "热线", en: "Hotline" }, show: ({ hotline }) => hotline },
  { key: "hours", title: { zh: "服务时间", en: "Hours" }, show: ({ serviceHours }) => serviceHours },
  { key: "projects", title: { zh: "项目数", en: "Projects" }, number: true, show: ({ projects }) => projects },
];

export default function SchoolsPage() {
  const t = useWords(words);
  const invalidate = useInvalidate();
  const [editing, setEditing] = useState<School | "new" | null>(null);
  const add = (
    <Button type="primary" onClick={() => setEditing("new")}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} about={t.about} actions={add}>
      <DataList
        list="schools"
        route="listSchools"
        inputOf={({ filters, limit, after }) => ({
          query: { ...filters, ...pageQuery({ limit, after }) },
        })}
        rowsOf={({ schools }) => schools}
        nextOf={({ next }) => next}
        rowKey={({ schoolCode }) => schoolCode}
        columns={columns}
        filters={[{ kind: "text", key: "text", label: { zh: "代码、名称或拼音", en: "Code, name or pinyin" } }]}
        open={setEditing}
        actions={(filters) => <ExportButton kind="schools" filters={filters} />}
      />
      {editing !== null && (
        <SchoolDialog
          school={editing === "new" ? null : editing}
          close={() => setEditing(null)}
          done={() => {
            setEditing(null);
            invalidate("listSchools");
          }}
        />
      )}
    </Page>
  );
}
