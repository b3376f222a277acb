/** Drawer of the bell: everything that waits for the person, each with a link. */
import { isOneTask } from "@gradphoto/domain";
import type { Problem } from "@gradphoto/domain/client";
import { Skeleton, Tag, Typography } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useSingleKey } from "../lib/use-keys.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { SideDialog } from "../parts/side-dialog.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { linkOf, newCountOf, type SeenCounts, type WaitingRow } from "./seen-counts.ts";
import { useWaitingAge } from "./waiting-age.ts";

const words = wordsOf(
  {
    title: "提醒",
    about: "需要处理的事项，自动更新。“新增”是上次打开提醒之后多出来的。",
    nothing: "没有等待处理的事项",
    fresh: (count: number) => `新增 ${count}`,
    new: "新增",
    others: "由其他岗位处理",
  },
  {
    title: "Notifications",
    about:
      "What needs attention, updated automatically. “New” is what has come since you last opened this.",
    nothing: "Nothing is waiting",
    fresh: (count) => `${count} new`,
    new: "New",
    others: "Handled by others",
  },
);

const widthPx = 420;

interface Props {
  /** undefined until the service has answered. */
  readonly waiting: readonly WaitingRow[] | undefined;
  /** Counts seen before the drawer was opened. */
  readonly previous: SeenCounts;
  readonly problem: Problem | null;
  readonly refetch: () => void;
  readonly close: () => void;
}

export default function WaitingDrawer({ waiting, previous, problem, refetch, close }: Props) {
  const t = useWords(words);
  // Disables the keys of the desk, which would decide on photos.
  useSingleKey("", true);
  const rows = (waiting ?? []).filter(({ count }) => count > 0);
  return (
    <SideDialog size={widthPx} title={t.title} close={close}>
      <Typography.Paragraph type="secondary">{t.about}</Typography.Paragraph>
      <ProblemNote problem={problem} refetch={refetch} />
      {waiting === undefined && !problem && <Skeleton active />}
      {waiting && rows.length === 0 && <Typography.Text>{t.nothing}</Typography.Text>}
      <ul className="bell-list">
        {rows.map((row) => (
          <li key={`${row.kind} ${row.place}`}>
            <Waiting row={row} fresh={newCountOf(row, previous)} close={close} />
          </li>
        ))}
      </ul>
    </SideDialog>
  );
}

interface WaitingProps {
  readonly row: WaitingRow;
  readonly fresh: number;
  readonly close: () => void;
}

function Waiting({
  row: { kind, label, tone, count, oldestS, place, project },
  fresh,
  close,
}: WaitingProps) {
  const t = useWords(words);
  const translate = useTranslate();
  const oldest = useWaitingAge();
  const notes = [
    project && translate(project),
    oldestS !== null && oldest(oldestS),
    place === null && t.others,
  ].filter(Boolean);
  return (
    <WaitingLink place={place} close={close}>
      <span className="bell-what">
        <ToneTag tone={tone} label={label} />
        {notes.length > 0 && (
          <Typography.Text type="secondary">{notes.join(" · ")}</Typography.Text>
        )}
      </span>
      {fresh > 0 && <Tag>{isOneTask(kind) ? t.new : t.fresh(fresh)}</Tag>}
      <strong>{count}</strong>
    </WaitingLink>
  );
}

interface WaitingLinkProps {
  readonly place: string | null;
  readonly close: () => void;
  readonly children: ReactNode;
}

function WaitingLink({ place, close, children }: WaitingLinkProps) {
  const at = useLocation();
  if (place === null) return <div className="bell-row">{children}</div>;
  return (
    <Link className="bell-row" to={linkOf(place, at)} onClick={close}>
      {children}
    </Link>
  );
}
