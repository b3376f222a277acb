/** Audit log: who did what, in readable text, with filters; and the check of its integrity. */
import { auditList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Progress, Typography } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWatch } from "../lib/use-watch.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { auditWords } from "./audit-words.ts";

/** Verifies the complete audit chain on demand, with progress and result. */
const hundred = 100;

function IntegrityCheck() {
  const t = useWords(auditWords);
  const translate = useTranslate();
  const { event, listening, broken, start, stop } = useWatch("checkAudit", ({ verdict }) => verdict !== null);
  const { rowsChecked = 0, rowsTotal = 0, verdict = null } = event ?? {};
  const invalidate = useInvalidate();
  // Entries that were waiting to be chained are chained now, so the list is reloaded to match the count.
  useEffect(() => {
    if (verdict) invalidate("listAudit");
  }, [verdict, invalidate]);
  const percent = rowsTotal === 0 ? 0 : Math.floor((rowsChecked / rowsTotal) * hundred);
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} align="center">
        <Button onClick={listening ? stop : start}>{listening ? t.stop : verdict ? t.retry : t.check}</Button>
        {listening && (
          <>
            <Progress percent={percent} style={{ width: 240 }} aria-label={t.checking} />
            <Typography.Text role="status">
              {rowsTotal === 0 ? t.checking : t.progress(rowsChecked, rowsTotal)}
            </Typography.Text>
          </>
        )}
      </Flex>
      {broken && <Alert type="warning" showIcon role="alert" title={t.broken} />}
      {verdict && !listening && (
        <Alert
          type={verdict.intact ? "success" : "error"}
          showIcon
          role={verdict.intact ? "status" : "alert"}
          title={translate(verdict.label)}
          description={
            <Flex vertical gap={4}>
              {verdict.hash !== null && (
                <>
                  <span>{t.lastHash}</span>
                  <Typography.Text code copyable style={{ overflowWrap: "anywhere" }}>
                    {verdict.hash}
                  </Typography.Text>
                </>
              )}
              {verdict.brokenAt !== null && (
                <Link to={`/audit?after=${verdict.brokenAt + 6}`}>{t.see(verdict.brokenAt)}</Link>
              )}
            </Flex>
          }
        />
      )}
    </Flex>
  );
}

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
