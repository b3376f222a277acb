/** Audit log: who did what, in readable text, with filters; and the check of its integrity. */
import { auditList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Typography } from "antd";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { auditWords } from "./audit-words.ts";
import { IntegrityCheck } from "./integrity-check.tsx";

type Entry = RouteAnswer<"listAudit">["entries"][number];

export default function AuditPage() {
  const t = useWords(auditWords);
  const translate = useTranslate();
  return (
    <Page title={t.title} about={t.about}>
      <IntegrityCheck />
      <DataList
        list={auditList}
        refreshes
        inputOf={(query) => ({ query })}
        rowsOf={({ entries }) => entries}
        cells={{
          actor: ({ actor, actorLabel, actorName }) => (
            <Flex vertical>
              <span title={actor}>{translate(actorLabel)}</span>
              {actorName !== null && <Typography.Text type="secondary">{actorName}</Typography.Text>}
            </Flex>
          ),
          subject: ({ subject, subjectLabel, subjectId }) => (
            <Flex vertical>
              <span>{translate(subjectLabel)}</span>
              <ShortId id={subjectId} to={`/audit?subject=${encodeURIComponent(subject)}`} />
            </Flex>
          ),
          details: ({ details }) => <Details details={details} />,
        }}
      />
    </Page>
  );
}

function Details({ details }: Pick<Entry, "details">) {
  const t = useWords(auditWords);
  const translate = useTranslate();
  if (details.length === 0) return "—";
  return (
    <Typography.Paragraph
      type="secondary"
      ellipsis={{ rows: 2, expandable: true, symbol: "…" }}
      style={{ margin: 0, maxWidth: 320, overflowWrap: "anywhere" }}
    >
      {details.map(({ label, value }) => t.detail(translate(label), translate(value))).join(" · ")}
    </Typography.Paragraph>
  );
}
