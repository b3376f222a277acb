/** The record of one run: what it deleted by project, held against the audit log. */
import { educationCategories, isEducationCategory } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Descriptions, Flex } from "antd";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { SideDialog } from "../parts/side-dialog.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { retentionWords } from "./retention-words.ts";

type OfProject = RouteAnswer<"readRetentionRun">["projects"][number];

export function RunDrawer({ runId, close }: { readonly runId: string; readonly close: () => void }) {
  const t = useWords(retentionWords);
  const say = useSay();
  const { value, problem } = useAnswer("readRetentionRun", { params: { runId } });
  const sums = (one: { readonly photos: number; readonly persons: number; readonly accounts: number }): string =>
    `${t.photos} ${one.photos} · ${t.persons} ${one.persons} · ${t.accounts} ${one.accounts}`;
  return (
    <SideDialog size={760} title={t.run} close={close}>
      <ProblemNote problem={problem} />
      {value && (
        <Flex vertical gap={16}>
          <Alert
            type={value.matches ? "success" : "error"}
            showIcon
            role={value.matches ? "status" : "alert"}
            title={value.matches ? t.matches : t.differs}
            description={value.auditSeq === null ? undefined : t.closing(value.auditSeq)}
          />
          <Descriptions
            size="small"
            bordered
            column={1}
            items={[
              { key: "cause", label: say({ zh: "起因", en: "Cause" }), children: say(value.causeLabel) },
              {
                key: "state",
                label: say({ zh: "结果", en: "Outcome" }),
                children: <ToneTag tone={value.tone} label={value.label} />,
              },
              {
                key: "when",
                label: say({ zh: "时间", en: "When" }),
                children: `${moment(value.beganAt)} – ${moment(value.endedAt)}`,
              },
              { key: "record", label: t.record, children: sums(value) },
              { key: "proven", label: t.proven, children: sums(value.proven) },
              { key: "faults", label: t.faults, children: value.faults },
              { key: "left", label: t.left, children: value.filesLeft },
            ]}
          />
          <DenseTable<OfProject>
            rowKey={({ projectId }) => projectId ?? "none"}
            dataSource={[...value.projects]}
            columns={[
              {
                title: t.project,
                render: (_, { schoolName, category, graduationYear }) => {
                  if (schoolName === null || category === null) return t.noProject;
                  const kind = isEducationCategory(category) ? say(educationCategories[category]) : category;
                  return `${schoolName} · ${kind} ${graduationYear ?? ""}`;
                },
              },
              { title: t.photos, dataIndex: "photos", align: "right" },
              { title: t.persons, dataIndex: "persons", align: "right" },
              { title: t.accounts, dataIndex: "accounts", align: "right" },
            ]}
          />
          <Link to={`/audit?subject=retention-run:${runId}`}>{t.log}</Link>
        </Flex>
      )}
    </SideDialog>
  );
}
