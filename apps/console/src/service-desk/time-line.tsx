/** Timeline of a collection, newest first, with an icon per kind and a filter by kind. */
import {
  CameraOutlined,
  EditOutlined,
  EyeOutlined,
  FileTextOutlined,
  IdcardOutlined,
  MessageOutlined,
  PhoneOutlined,
  RightCircleOutlined,
  RollbackOutlined,
  WalletOutlined,
} from "@ant-design/icons";
import { isTimeLineKind, type TimeLineKind, timeLineKinds, verdictWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { moment, yuan } from "../lib/amounts.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { MeasuredDetails } from "./measured-details.tsx";
import { serviceWords } from "./service-words.ts";

type MessageEntry = RouteAnswer<"readCollectionForService">["timeLine"][number];

/** Texts that a student read about a photo: what was wrong, what to do, and the numbers under 详情. */
function MessageText({ entry }: { readonly entry: MessageEntry }) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const { findings, reasons, words } = entry;
  if (findings.length === 0 && reasons.length === 0)
    return words !== null && <p className="service-words">{words}</p>;
  return (
    <div className="service-message">
      <p className="service-message-heading">{t.studentRead}</p>
      {findings.map(({ id, verdict, title, advice, message, clause, also }) => (
        <section
          key={id}
          className={`service-matter service-${verdict === "fail" ? "danger" : "warning"}`}
        >
          <p className="service-matter-title">
            <span aria-hidden="true">{verdictWords[verdict].icon} </span>
            {translate(title)} · {translate(verdictWords[verdict])}
          </p>
          <p>{t.toDo(translate(advice))}</p>
          <MeasuredDetails measured={[{ message, clause }, ...also]} />
        </section>
      ))}
      {reasons.map(({ code, label, advice }) => (
        <section key={code} className="service-matter service-danger">
          <p className="service-matter-title">
            <span aria-hidden="true">✕ </span>
            {translate(label)}
          </p>
          {translate(advice) !== "" && <p>{t.toDo(translate(advice))}</p>}
        </section>
      ))}
      {words !== null && <p className="service-words">{t.reviewerWrote(words)}</p>}
    </div>
  );
}

type Entry = RouteAnswer<"readCollectionForService">["timeLine"][number];

const icons: Readonly<Record<TimeLineKind, ReactNode>> = {
  move: <RightCircleOutlined />,
  attempt: <CameraOutlined />,
  order: <FileTextOutlined />,
  payment: <WalletOutlined />,
  refund: <RollbackOutlined />,
  message: <MessageOutlined />,
  correction: <IdcardOutlined />,
  phone: <PhoneOutlined />,
  note: <EditOutlined />,
  look: <EyeOutlined />,
};

interface Props {
  readonly entries: readonly Entry[];
  readonly cut: boolean;
  readonly showPhoto: (attemptId: string) => void;
}

export function TimeLine({ entries, cut, showPhoto }: Props) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const [kind, setKind] = useState<string | null>(null);
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
  const choices = [...counts].map(([key, count]) => ({
    key,
    name: `${isTimeLineKind(key) ? translate(timeLineKinds[key]) : key} ${count}`,
  }));
  const visible =
    kind !== null && counts.has(kind) ? entries.filter((entry) => entry.kind === kind) : entries;
  return (
    <Flex vertical gap={12}>
      <Flex gap={6} wrap>
        {[{ key: null, name: `${t.all} ${entries.length}` }, ...choices].map(({ key, name }) => (
          <Button
            key={key ?? ""}
            size="small"
            type={key === kind ? "primary" : "default"}
            aria-pressed={key === kind}
            onClick={() => setKind(key)}
          >
            {name}
          </Button>
        ))}
      </Flex>
      {cut && <Alert type="info" title={t.cut} />}
      <ol className="service-story">
        {visible.map((entry) => (
          <Line
            key={`${entry.kind}${entry.at}${entry.title.en}${entry.number}`}
            entry={entry}
            showPhoto={showPhoto}
          />
        ))}
      </ol>
    </Flex>
  );
}

function Line({
  entry,
  showPhoto,
}: {
  readonly entry: Entry;
  readonly showPhoto: Props["showPhoto"];
}) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const { kind, at, title, tone, byLabel, attemptId, amountFen, number } = entry;
  const facts = [amountFen === null ? null : yuan(amountFen), number].filter(
    (fact) => fact !== null,
  );
  return (
    <li className={`service-line service-${tone} service-kind-${kind}`}>
      <time dateTime={at}>{moment(at)}</time>
      <span className="service-icon" aria-hidden="true">
        {isTimeLineKind(kind) ? icons[kind] : <RightCircleOutlined />}
      </span>
      <div>
        <Flex gap={8} wrap align="center">
          <Typography.Text strong={kind !== "look"}>{translate(title)}</Typography.Text>
          {facts.length > 0 && (
            <Typography.Text type="secondary">{facts.join(" · ")}</Typography.Text>
          )}
          {byLabel && <Typography.Text type="secondary">{translate(byLabel)}</Typography.Text>}
          {kind !== "look" && attemptId !== null && (
            <Button size="small" onClick={() => showPhoto(attemptId)}>
              {t.photo}
            </Button>
          )}
        </Flex>
        <MessageText entry={entry} />
      </div>
    </li>
  );
}
