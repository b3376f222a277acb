/** The audit log: who did what, in words, with filters; and the check that nobody changed it. */
import { allAuditActions, allRoles, auditActionLabel, roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Typography } from "antd";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useSay, useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import type { FilterValues } from "../parts/data-list/filters.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { auditWords } from "./audit-words.ts";
import { IntegrityCheck } from "./integrity-check.tsx";

type Entry = RouteAnswer<"listAudit">["entries"][number];

/** Of an address, what the list can be narrowed by. */
function known({ role, ...rest }: FilterValues) {
  const knownRole = allRoles.find((one) => one === role);
  return { ...rest, ...(knownRole && { role: knownRole }) };
}

export default function AuditPage() {
  const t = useWords(auditWords);
  const say = useSay();
  const columns: readonly Column<Entry>[] = [
    { key: "seq", title: { zh: "编号", en: "No." }, number: true, show: ({ seq }) => seq },
    { key: "at", title: { zh: "时间", en: "When" }, show: ({ at }) => moment(at) },
    {
      key: "actor",
      title: { zh: "谁", en: "Who" },
      show: ({ actor, actorLabel }) => <span title={actor}>{say(actorLabel)}</span>,
    },
    { key: "action", title: { zh: "做了什么", en: "What" }, show: ({ actionLabel }) => say(actionLabel) },
    {
      key: "subject",
      title: { zh: "对象", en: "To" },
      show: ({ subject, subjectLabel, subjectId }) => (
        <Flex vertical>
          <span>{say(subjectLabel)}</span>
          <Link to={`/audit?subject=${encodeURIComponent(subject)}`}>
            <code>{subjectId}</code>
          </Link>
        </Flex>
      ),
    },
    {
      key: "details",
      title: { zh: "细节", en: "Details" },
      width: 320,
      show: ({ details }) => <Details details={details} />,
    },
    {
      key: "hash",
      title: { zh: "哈希", en: "Hash" },
      hidden: true,
      show: ({ hash }) => <code>{hash}</code>,
    },
  ];
  return (
    <Page title={t.title} about={t.about}>
      <IntegrityCheck />
      <DataList
        list="audit"
        route="listAudit"
        inputOf={({ filters, limit, after }) => ({ query: { ...known(filters), ...pageQuery({ limit, after }) } })}
        rowsOf={({ entries }) => entries}
        nextOf={({ next }) => next}
        rowKey={({ seq }) => String(seq)}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "role",
            label: { zh: "身份", en: "Role" },
            options: allRoles.map((role) => ({ value: role, label: roles[role] })),
          },
          {
            kind: "choice",
            key: "action",
            label: { zh: "做了什么", en: "What" },
            options: allAuditActions.map((action) => ({ value: action, label: auditActionLabel(action) })),
          },
          { kind: "text", key: "actor", label: { zh: "用户名或编号", en: "User name or id" } },
          { kind: "text", key: "subject", label: { zh: "对象编号", en: "Id of the object" } },
          { kind: "day", key: "fromDay", label: { zh: "从", en: "From" } },
          { kind: "day", key: "untilDay", label: { zh: "到", en: "Until" } },
        ]}
        actions={(filters) => <ExportButton kind="audit" filters={known(filters)} />}
      />
    </Page>
  );
}

function Details({ details }: Pick<Entry, "details">) {
  const t = useWords(auditWords);
  const say = useSay();
  if (details.length === 0) return "—";
  return (
    <Typography.Paragraph
      type="secondary"
      ellipsis={{ rows: 2, expandable: true, symbol: "…" }}
      style={{ margin: 0, maxWidth: 320, overflowWrap: "anywhere" }}
    >
      {details.map(({ label, value }) => t.detail(say(label), say(value))).join(" · ")}
    </Typography.Paragraph>
  );
}
