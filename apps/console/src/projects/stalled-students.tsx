/** Students who do not go on, by step, the longest wait first; names masked. */
import { waitingForStudent } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Tag } from "antd";
import { moment } from "../lib/amounts.ts";
import { useSay } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { stateOptions } from "../parts/options.ts";
import { ToneTag } from "../parts/tone-tag.tsx";

type Student = RouteAnswer<"listStalledStudents">["students"][number];

const columns: readonly Column<Student>[] = [
  { key: "name", title: { zh: "姓名", en: "Name" }, show: ({ student }) => student.nameMasked },
  { key: "number", title: { zh: "学号", en: "Student number" }, show: ({ student }) => student.studentNumberMasked },
  { key: "department", title: { zh: "院系", en: "Department" }, show: ({ student }) => student.department },
  { key: "class", title: { zh: "班级", en: "Class" }, show: ({ student }) => student.className },
  {
    key: "state",
    title: { zh: "停在", en: "Stopped at" },
    show: ({ tone, label }) => <ToneTag tone={tone} label={label} />,
  },
  { key: "since", title: { zh: "自", en: "Since" }, show: ({ since }) => moment(since) },
  { key: "days", title: { zh: "天数", en: "Days" }, number: true, show: ({ days }) => days },
];

export function StalledStudents({ projectId }: { readonly projectId: string }) {
  const say = useSay();
  return (
    <DataList
      list="stalled"
      route="listStalledStudents"
      inputOf={({ filters, limit, after }) => ({
        params: { projectId },
        query: { ...filters, ...pageQuery({ limit, after }) },
      })}
      rowsOf={({ students }) => students}
      nextOf={({ next }) => next}
      rowKey={({ collectionId }) => collectionId}
      columns={columns}
      filters={[
        {
          kind: "choice",
          key: "state",
          label: { zh: "停在", en: "Stopped at" },
          options: stateOptions.filter(({ value }) => waitingForStudent.some((state) => state === value)),
        },
        { kind: "text", key: "days", label: { zh: "至少几天", en: "At least days" } },
        { kind: "text", key: "department", label: { zh: "院系", en: "Department" } },
        { kind: "text", key: "className", label: { zh: "班级", en: "Class" } },
      ]}
      above={({ steps }) => (
        <Flex gap={8} wrap>
          {steps.map(({ state, label, count }) => (
            <Tag key={state}>
              {say(label)} {count}
            </Tag>
          ))}
        </Flex>
      )}
      actions={(filters) => (
        <ExportButton
          kind="stalled-students"
          filters={{ ...filters, projectId, stalledDays: Number(filters.days ?? 3) }}
        />
      )}
    />
  );
}
