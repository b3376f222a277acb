/** All schools of the province in figures: progress, and projects that end soon. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Card, Empty, Flex, Select, Skeleton, Statistic, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { count, percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ExportButton } from "../parts/export-button.tsx";
import { LastOpenDay, Page } from "../parts/page.tsx";
import { BarPlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { progressWords } from "./progress-words.ts";

const words = wordsOf(
  {
    title: "全省总览",
    about:
      "本省各校的采集进度，只有数字，看不到学生和照片。1 至 4 人的数字，以及能推算出它们的数字，都不显示，也不计入合计。",
    year: "毕业年份",
    ofYear: (year: number) => `${year} 届`,
    none: "本省还没有采集项目。院校的省份由运营管理员在“院校”里填写。",
    schools: "院校",
    school: "院校",
    project: "采集项目",
    done: "完成率",
    refused: "审核不通过率",
    overdue: "审核超期",
    daysLeft: "剩余天数",
    closes: "最后一天",
    ended: "已结束",
    small: "不显示",
    doneBySchool: "各校完成率",
  },
  {
    title: "The province",
    about:
      "Progress of the province's schools, figures only: no student data, no photos. Numbers from one to four, and those that would reveal them, are neither shown nor counted in the totals.",
    year: "Graduation year",
    ofYear: (year) => `Class of ${year}`,
    none: "There is no project in this province yet. An operator sets each school's province under Schools.",
    schools: "Schools",
    school: "School",
    project: "Project",
    done: "% done",
    refused: "% rejected",
    overdue: "Overdue",
    daysLeft: "Days left",
    closes: "Last day",
    ended: "Ended",
    small: "not shown",
    doneBySchool: "Completed by school",
  },
);

type Overview = RouteAnswer<"readProvince">;
type Row = Overview["projects"][number];
type Figure = { [Key in keyof Row]: Row[Key] extends number | null ? Key : never }[keyof Row];

export default function ProvincePage() {
  const t = useWords(words);
  const translate = useTranslate();
  const [year, setYear] = useState<number>();
  const { value, problem, refetch } = useAnswer("readProvince", {
    query: { graduationYear: year === undefined ? "current" : String(year) },
  });
  const selectedYear = value?.graduationYear ?? null;
  const actions = value && selectedYear !== null && (
    <Flex gap={8}>
      <Select
        aria-label={t.year}
        value={selectedYear}
        onChange={setYear}
        options={value.years.map((one) => ({ value: one, label: t.ofYear(one) }))}
      />
      <ExportButton kind="province" filters={{ graduationYear: selectedYear }} />
    </Flex>
  );
  return (
    <Page
      title={value ? `${t.title} · ${translate(value.province)}` : t.title}
      about={t.about}
      actions={actions || null}
    >
      <ProblemNote problem={problem} refetch={refetch} />
      {value && selectedYear === null && <Empty description={t.none} />}
      {value && selectedYear !== null && <Figures overview={value} />}
      {!value && !problem && <Skeleton active />}
    </Page>
  );
}

function Figures({ overview: { sums, projects } }: { readonly overview: Overview }) {
  const t = useWords(words);
  const p = useWords(progressWords);
  const translate = useTranslate();
  const many = (people: number | null): string => (people === null ? t.small : count(people));
  const share = (permille: number | null): string =>
    percent(permille === null ? null : permille / 1000);
  const numbers = [
    [t.schools, sums.schools],
    [p.expected, sums.expected ?? p.unknown],
    [p.started, sums.started],
    [p.completed, sums.completed],
    [p.notStarted, sums.notStarted],
    [t.overdue, sums.overdue],
  ] as const;
  const figure = (
    title: string,
    key: Figure,
    show: (value: number | null, row: Row) => ReactNode,
  ) => ({
    title,
    align: "right" as const,
    sorter: (one: Row, other: Row) => (one[key] ?? -1) - (other[key] ?? -1),
    render: (_: unknown, row: Row) => show(row[key], row),
  });
  const bars = projects
    .flatMap(({ donePermille, school, projectLabel }) =>
      donePermille === null
        ? []
        : [{ name: `${school} · ${translate(projectLabel)}`, value: donePermille / 1000 }],
    )
    .sort((one, other) => other.value - one.value);
  return (
    <Flex vertical gap={16}>
      <Flex gap={48} wrap>
        {numbers.map(([title, value]) => (
          <Statistic key={title} title={title} value={value ?? "—"} />
        ))}
      </Flex>
      {bars.length > 0 && (
        <Card size="small" title={t.doneBySchool}>
          <BarPlot isShare label={t.doneBySchool} bars={bars} write={percent} />
        </Card>
      )}
      <DenseTable<Row>
        rowKey="projectId"
        wraps
        dataSource={[...projects]}
        columns={[
          {
            title: t.school,
            // The name stays visible while the figures scroll.
            fixed: "start",
            sorter: (one, other) => one.schoolCode.localeCompare(other.schoolCode),
            render: (_, { school, schoolCode }) => (
              <>
                {school} <Typography.Text type="secondary">{schoolCode}</Typography.Text>
              </>
            ),
          },
          { title: t.project, render: (_, { projectLabel }) => translate(projectLabel) },
          figure(p.expected, "expected", (people) => (people === null ? p.unknown : count(people))),
          figure(p.started, "started", many),
          figure(p.completed, "completed", many),
          figure(p.notStarted, "notStarted", (people, { expected }) =>
            expected === null ? "—" : many(people),
          ),
          figure(t.done, "donePermille", share),
          figure(t.refused, "refusedPermille", share),
          figure(t.overdue, "overdue", many),
          figure(t.daysLeft, "daysLeft", (days) => (days === 0 ? t.ended : days)),
          {
            title: t.closes,
            render: (_, { closesAt }) => <LastOpenDay closesAt={closesAt} />,
          },
        ]}
      />
    </Flex>
  );
}
