/** Progress of all students of the project: four sums, and plots by status and by day. */
import { Button, Card, Flex, Statistic, Typography } from "antd";
import { useMemo, useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { BarPlot, LinePlot } from "../parts/plot/plots.tsx";
import { ExpectedDialog } from "./expected-dialog.tsx";
import type { ProjectProgress } from "./progress-groups.tsx";
import { progressWords } from "./progress-words.ts";

const dayKeys = ["started", "paid", "submitted", "approved", "completed"] as const;

interface Props {
  readonly projectId: string;
  readonly progress: ProjectProgress;
  readonly changed: () => void;
}

export function ProgressOverview({ projectId, progress, changed }: Props) {
  const { expected, total, completed, notStarted, states, days } = progress;
  const t = useWords(progressWords);
  const translate = useTranslate();
  const { department } = useStaff();
  const [editing, setEditing] = useState(false);
  const bars = useMemo(
    () => [
      ...(notStarted === null ? [] : [{ name: t.notStarted, value: notStarted }]),
      ...states.map(({ label, count }) => ({ name: translate(label), value: count })),
    ],
    [notStarted, states, translate, t],
  );
  const places = useMemo(() => days.map(({ day }) => day.slice("2026-".length)), [days]);
  const lines = useMemo(
    () => dayKeys.map((key, index) => ({ name: t.steps[index] ?? key, values: days.map((day) => day[key]) })),
    [days, t],
  );
  return (
    <Flex vertical gap={16}>
      <Flex gap={48} wrap align="flex-end">
        <Statistic title={t.expected} value={expected ?? t.unknown} />
        <Statistic title={t.started} value={total} />
        <Statistic title={t.completed} value={completed} />
        <Statistic title={t.notStarted} value={notStarted ?? "—"} />
        {department === null && (
          <Button onClick={() => setEditing(true)}>{expected === null ? t.fill : t.change}</Button>
        )}
      </Flex>
      <div className="console-plots">
        <Card size="small" title={t.byState}>
          <BarPlot label={t.byState} bars={bars} />
        </Card>
        <Card size="small" title={t.byDay}>
          {places.length === 0 ? (
            <Typography.Text type="secondary">{t.noDays}</Typography.Text>
          ) : (
            <LinePlot label={t.byDay} places={places} lines={lines} />
          )}
        </Card>
      </div>
      {editing && (
        <ExpectedDialog
          projectId={projectId}
          close={() => setEditing(false)}
          done={() => {
            setEditing(false);
            changed();
          }}
        />
      )}
    </Flex>
  );
}
