/** All schools of the province in figures: progress, and projects that end soon. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Card, Empty, Flex, Select, Skeleton, Statistic, Typography } from "antd";
import { useState } from "react";
import { count, percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ExportButton } from "../parts/export-button.tsx";
import { LastOpenDay, Page } from "../parts/page.tsx";
import { BarPlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";

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
    unknown: "未填",
    project: "采集项目",
    expected: "应采",
    started: "已开始",
    completed: "已完成",
    notStarted: "未开始",
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
    unknown: "not entered",
    schools: "Schools",
    school: "School",
    project: "Project",
    expected: "Expected",
    started: "Started",
    completed: "Completed",
    notStarted: "Not started",
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
  const translate = useTranslate();
  const many = (people: number | null): string => (people === null ? t.small : count(people));
  const share = (permille: number | null): string => percent(permille === null ? null : permille / 1000);
  const numbers = [
    [t.schools, sums.schools],
    [t.expected, sums.expected ?? t.unknown],
    [t.started, sums.started],
    [t.completed, sums.completed],
    [t.notStarted, sums.notStarted],
    [t.overdue, sums.overdue],
  ] as const;
  const by = (of: (row: Row) => number | null) => (one: Row, other: Row) => (of(one) ?? -1) - (of(other) ?? -1);
  const bars = projects
    .flatMap(({ donePermille, school, projectLabel }) =>
      donePermille === null ? [] : [{ name: `${school} · ${translate(projectLabel)}`, value: donePermille / 1000 }],
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
          {
            title: t.expected,
            align: "right",
            sorter: by((row) => row.expected),
            render: (_, { expected }) => (expected === null ? t.unknown : count(expected)),
          },
          {
            title: t.started,
            align: "right",
            sorter: by((row) => row.started),
            render: (_, { started }) => many(started),
          },
          {
            title: t.completed,
            align: "right",
            sorter: by((row) => row.completed),
            render: (_, { completed }) => many(completed),
          },
          {
            title: t.notStarted,
            align: "right",
            sorter: by((row) => row.notStarted),
            render: (_, { expected, notStarted }) => (expected === null ? "—" : many(notStarted)),
          },
          {
            title: t.done,
            align: "right",
            sorter: by((row) => row.donePermille),
            render: (_, { donePermille }) => share(donePermille),
          },
          {
            title: t.refused,
            align: "right",
            sorter: by((row) => row.refusedPermille),
            render: (_, { refusedPermille }) => share(refusedPermille),
          },
          {
            title: t.overdue,
            align: "right",
            sorter: by((row) => row.overdue),
            render: (_, { overdue }) => many(overdue),
          },
          {
            title: t.daysLeft,
            align: "right",
            sorter: by((row) => row.daysLeft),
            render: (_, { daysLeft }) => (daysLeft === 0 ? t.ended : daysLeft),
          },
          {
            title: t.closes,
            render: (_, { closesAt }) => <LastOpenDay closesAt={closesAt} />,
          },
        ]}
      />
    </Flex>
  );
}
