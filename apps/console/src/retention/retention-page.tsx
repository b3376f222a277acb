/** What is overdue and due next, and the runs that deleted something. */
import { educationCategories, isEducationCategory, retentionRunList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { retentionWords } from "./retention-words.ts";
import { RunDrawer } from "./run-drawer.tsx";

type Due = RouteAnswer<"readRetentionDue">["projects"][number];

export default function RetentionPage() {
  const t = useWords(retentionWords);
  const { values, showBeside } = useAddress(["run"]);
  return (
    <Page title={t.title} about={t.about}>
      <DueTable />
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.runs}
      </Typography.Title>
      <DataList
        list={retentionRunList}
        inputOf={(query) => ({ query })}
        rowsOf={({ runs }) => runs}
        cells={{}}
        open={({ runId }) => showBeside({ run: runId })}
      />
      {values.run !== undefined && <RunDrawer runId={values.run} close={() => showBeside({ run: null })} />}
    </Page>
  );
}

function DueTable() {
  const t = useWords(retentionWords);
  const say = useSay();
  const { value, problem, refetch } = useAnswer("readRetentionDue", {});
  const filesLeft = value?.filesLeft ?? 0;
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.due}
      </Typography.Title>
      <ProblemNote problem={problem} refetch={refetch} />
      {value !== undefined && (
        <Typography.Text type="secondary">{filesLeft === 0 ? t.noFilesLeft : t.filesLeft(filesLeft)}</Typography.Text>
      )}
      <DenseTable<Due>
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        rowKey="projectId"
        loading={!value && !problem}
        dataSource={value?.projects}
        locale={{ emptyText: t.noneDue }}
        columns={[
          { title: t.school, render: (_, { schoolName }) => schoolName },
          {
            title: t.project,
            render: (_, { category, graduationYear }) =>
              `${isEducationCategory(category) ? say(educationCategories[category]) : category} ${graduationYear}`,
          },
          { title: t.kept, align: "right", render: (_, { retentionDays }) => t.days(retentionDays) },
          {
            title: t.overdue,
            align: "right",
            render: (_, { overdue }) => (
              <Typography.Text strong={overdue > 0}>{t.overdueUnit(overdue)}</Typography.Text>
            ),
          },
          { title: t.nextAt, render: (_, { nextAt }) => moment(nextAt) },
          { title: t.soon, align: "right", render: (_, { dueIn30Days }) => t.soonUnit(dueIn30Days) },
        ]}
      />
    </Flex>
  );
}
