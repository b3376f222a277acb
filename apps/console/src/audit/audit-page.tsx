/** Audit log: who did what, in readable text, with filters; and the check of its integrity. */
import { auditList, type RouteName, routeTable } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Progress, Typography } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";

type WatchedRoute = {
  [Name in RouteName]: (typeof routeTable)[Name] extends { readonly answersWith: "events" }
    ? Name
    : never;
}[RouteName];

/**
 * Subscription to the service's server-sent events while a page is open, through `EventSource` and the session cookie.
 */
interface Watched<Event> {
  /** The latest event; undefined before the first. */
  readonly event: Event | undefined;
  readonly listening: boolean;
  /** The connection failed, or was refused. */
  readonly broken: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** `isLast`: true for the event after which nothing follows. Only for routes without path parameters. */
function useWatch<Name extends WatchedRoute>(
  name: Name,
  isLast: (event: RouteAnswer<Name>) => boolean,
): Watched<RouteAnswer<Name>> {
  const [event, setEvent] = useState<RouteAnswer<Name>>();
  const [state, setState] = useState<"idle" | "listening" | "broken">("idle");
  const source = useRef<EventSource | null>(null);
  const end = useCallback((): void => {
    source.current?.close();
    source.current = null;
  }, []);
  useEffect(() => end, [end]);
  const start = (): void => {
    end();
    setEvent(undefined);
    setState("listening");
    const opened = new EventSource(routeTable[name].path);
    source.current = opened;
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      const answer: RouteAnswer<Name> = JSON.parse(data);
      setEvent(answer);
      if (!isLast(answer)) return;
      end();
      setState("idle");
    };
    opened.onerror = () => {
      if (source.current !== opened) return;
      end();
      setState("broken");
    };
  };
  const stop = (): void => {
    end();
    setState("idle");
  };
  return { event, listening: state === "listening", broken: state === "broken", start, stop };
}

/** Texts of the audit log page. */
const auditWords = wordsOf(
  {
    title: "审计日志",
    about: "谁在什么时候做了什么。日志只增不改，每一条都带着前一条的哈希。",
    check: "核对完整性",
    retry: "重新核对",
    stop: "停止",
    checking: "正在从第一条开始核对",
    progress: (checked: number, total: number) => `已核对 ${checked} / ${total} 条`,
    lastHash: "末条哈希。请抄录或另存到系统之外，日后可证明此前的日志没有被改写：",
    broken: "核对中断，请重新核对。每小时最多核对三十次。",
    see: (seq: number) => `查看第 ${seq} 条附近`,
    detail: (label: string, value: string) => `${label}：${value}`,
  },
  {
    title: "Audit log",
    about:
      "Who did what, and when. The log is only ever added to; every entry carries the hash of the one before.",
    check: "Check integrity",
    retry: "Check again",
    stop: "Stop",
    checking: "Checking from the first entry on",
    progress: (checked, total) => `${checked} of ${total} entries checked`,
    lastHash:
      "Hash of the last entry. Keep it outside the system: it proves later that nothing before it was rewritten:",
    broken: "The check broke off; please start it again. It can be run thirty times an hour.",
    see: (seq) => `See the entries about ${seq}`,
    detail: (label, value) => `${label}: ${value}`,
  },
);

const hundred = 100;

/** Verifies the complete audit chain on demand, with progress and result. */
function IntegrityCheck() {
  const t = useWords(auditWords);
  const translate = useTranslate();
  const { event, listening, broken, start, stop } = useWatch(
    "checkAudit",
    ({ verdict }) => verdict !== null,
  );
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
        <Button onClick={listening ? stop : start}>
          {listening ? t.stop : verdict ? t.retry : t.check}
        </Button>
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
    <Page title={t.title} about={t.about} actions={<IntegrityCheck />}>
      <DataList
        list={auditList}
        refreshes
        inputOf={(query) => ({ query })}
        rowsOf={({ entries }) => entries}
        cells={{
          actor: ({ actor, actorLabel, actorName }) => (
            <Flex vertical>
              <span title={actor}>{translate(actorLabel)}</span>
              {actorName !== null && (
                <Typography.Text type="secondary">{actorName}</Typography.Text>
              )}
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
