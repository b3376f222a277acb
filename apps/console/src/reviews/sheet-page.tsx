/** Page of contact sheets: takes as many photos without a finding as fit the screen. */
import { Button, Empty, Flex, Popover, Spin, Typography } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { useKeys } from "../lib/use-keys.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { Sheet, sheetWords } from "./contact-sheet.tsx";
import { deskWords } from "./desk-words.ts";
import { undoKey } from "./keys.ts";
import { RecentDecisions } from "./recent-decisions.tsx";
import { AwayNotice } from "./review-desk-page.tsx";
import { barPx, layOutSheet } from "./sheet.ts";
import { useTasks } from "./use-tasks.ts";
import { useUndo } from "./use-undo.ts";
import { useFrame, useMeasured } from "./view.ts";
import "./desk.css";
import "./sheet.css";

export default function SheetPage() {
  const t = useWords(sheetWords);
  const ofDesk = useWords(deskWords);
  const { size, measured } = useFrame();
  const layout = size && layOutSheet({ width: size.width, height: size.height - barPx });
  // The next sheet is taken and loaded while the current one is viewed.
  const tasks = useTasks("sheet", 2 * (layout?.count ?? 0), {}, layout?.count);
  // A sheet stays unchanged until it is decided: tasks taken meanwhile go to the next one.
  const [onSheet, setOnSheet] = useState<readonly string[]>([]);
  const visible = tasks.tasks.filter(({ taskId }) => onSheet.includes(taskId));
  const isNext = visible.length === 0 && tasks.tasks.length > 0;
  if (isNext && layout) setOnSheet(tasks.tasks.slice(0, layout.count).map(({ taskId }) => taskId));
  // Undo moves the task to the reviewer's desk for single photos, not back to this sheet.
  const { recent, undo, undoLatest } = useUndo(tasks.hasPictures, () => undefined, t.undoneAtDesk);
  // While a sheet is displayed, it handles all keys.
  useKeys([undoKey(undoLatest)], visible.length === 0);
  const room = useRef<HTMLDivElement>(null);
  useMeasured(room, measured);
  const { queue } = tasks;
  const isClosed = tasks.problem?.code === "sheet-not-open";
  const decisions = recent.value?.decisions ?? [];
  return (
    <div className="desk desk-page">
      <Flex gap={12} align="center" wrap className="desk-head">
        <h1 className="console-unseen">{t.title}</h1>
        <Typography.Text strong>{t.title}</Typography.Text>
        {queue && (
          <Typography.Text type="secondary">{t.waiting(queue.sheet.waiting)}</Typography.Text>
        )}
        {decisions.length > 0 && (
          <Popover trigger="click" content={<RecentDecisions decisions={decisions} undo={undo} />}>
            <Button size="small">{t.decided(tasks.decidedAt.length)}</Button>
          </Popover>
        )}
        <Typography.Text type="secondary">{t.hint}</Typography.Text>
        <Link to="/review">{t.toDesk}</Link>
      </Flex>
      <ProblemNote problem={isClosed ? null : tasks.problem} />
      <div className="desk-sheet-room" ref={room}>
        {layout && visible.length > 0 && (
          <Sheet
            key={onSheet.join()}
            visible={visible}
            tasks={tasks}
            {...layout}
            undoLatest={undoLatest}
          />
        )}
        {visible.length === 0 && (
          <Flex className="desk-empty" justify="center" align="center" vertical gap={12}>
            {tasks.isAway ? (
              <AwayNotice {...tasks} />
            ) : isClosed ? (
              <Typography.Text role="status">{ofDesk.sheetWithdrawn}</Typography.Text>
            ) : (
              <>
                {tasks.isFilled ? <Empty description={t.none} /> : <Spin />}
                <Typography.Text type="secondary">{t.about}</Typography.Text>
              </>
            )}
          </Flex>
        )}
      </div>
    </div>
  );
}
