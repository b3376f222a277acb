/** Progress of all students of the project: four sums, and plots by status and by day. */
import {
  type DoubleCount,
  type ExpectedNumber,
  findDoubleCount,
  maxExpectedNumbers,
  type Place,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Card, Flex, Statistic, Typography } from "antd";
import { useMemo, useState } from "react";
import { call } from "../lib/client.ts";
import { useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Dialog, useDiscard } from "../parts/dialog.tsx";
import { MergeFields } from "../parts/form/merge-fields.tsx";
import { BarPlot, LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { tabSeparated } from "../parts/save-csv.ts";
import { SheetText } from "../parts/sheet/sheet-text.tsx";
import { useSheet } from "../parts/sheet/use-sheet.ts";
import { dayKeys } from "./funnel-figures.ts";
import { Forecast, ProgressFunnel } from "./progress-funnel.tsx";
import type { ProjectProgress } from "./progress-groups.tsx";
import { progressWords } from "./progress-words.ts";
import {
  chosenNumbers,
  expectedColumns,
  mergeNumbers,
  readExpected,
  shortened,
} from "./read-expected.ts";

/** Texts of the dialog of expected numbers. */
const expectedWords = wordsOf(
  {
    title: "应采人数",
    about:
      "每行一个院系、专业或班级和它的人数。只填人数，不要粘贴姓名和学号。同一批学生只填一处：填了班级就不再填院系合计。",
    template: "应采人数模板",
    save: "保存应采人数",
    total: "全校",
    understood: (lines: number, people: number) => `读到 ${lines} 行，应采共 ${people} 人`,
    sums: (lines: number) => `合计、小计 ${lines} 行未计入`,
    twice: (place: string) => `“${place}”写了两次。请只保留一行。`,
    within: (place: string, within: string) =>
      `“${place}”的人数会重复计算：“${within}”里已经包含。请只保留其中一处。`,
    notUnderstood: (lines: number) => `有 ${lines} 行无法识别，请改正或删去后再保存`,
    fault: (line: number, text: string, why: string) => `第 ${line} 行“${text}”：${why}`,
    "why-no-number": "没有填人数，或人数不是整数",
    "why-too-many-people": "人数太大",
    "why-long-name": "名称太长",
  },
  {
    title: "Expected numbers",
    about:
      "One line per department, major or class with its number. Numbers only: no names or student numbers. Count each student once: if you list classes, leave out their department's total.",
    template: "expected-template",
    save: "Save expected numbers",
    total: "whole school",
    understood: (lines, people) => `Lines read: ${lines}. Students expected: ${people}`,
    sums: (lines) => `Lines of totals left out: ${lines}`,
    twice: (place) => `“${place}” is listed twice. Please keep one line of it.`,
    within: (place, within) =>
      `“${place}” would be counted twice: “${within}” already includes it. Please keep only one of them.`,
    notUnderstood: (lines) =>
      `Lines not understood: ${lines}. Please correct or remove them before saving`,
    fault: (line, text, why) => `Line ${line} “${text}”: ${why}`,
    "why-no-number": "no number of students, or not a whole number",
    "why-too-many-people": "too many people",
    "why-long-name": "a name is too long",
  },
);

type Stored = RouteAnswer<"readExpectedNumbers">;

interface ExpectedDialogProps {
  readonly projectId: string;
  readonly close: () => void;
  readonly done: () => void;
}

const visibleFaults = 5;

function ExpectedDialog({ projectId, close, done }: ExpectedDialogProps) {
  const t = useWords(expectedWords);
  const translate = useTranslate();
  const stored = useAnswer("readExpectedNumbers", { params: { projectId } });
  const act = useAct();
  const discard = useDiscard(close);
  const invalidate = useInvalidate();
  // `base`: the numbers that were edited; the update is rejected if they changed since.
  const [typed, setTyped] = useState<{ readonly text: string; readonly base: Stored } | null>(null);
  const [merging, setMerging] = useState<ReturnType<typeof mergeNumbers> | null>(null);
  useLeaveWarning(() => typed !== null);
  const base = typed?.base ?? stored.value;
  const headings = expectedColumns.map(({ title }) => translate(title));
  const text = typed?.text ?? (stored.value ? sheetOf(headings, stored.value.numbers) : "");
  const read = useSheet(expectedColumns, text);
  const { numbers, faults, sums } = useMemo(
    () => readExpected(read.rows, !read.isNamed),
    [read.rows, read.isNamed],
  );
  const twice = useMemo(() => findDoubleCount(numbers), [numbers]);
  // An emptied list is stored too, unless the stored list is empty as well.
  const isEmptied = text.trim() === "" && stored.value?.numbers.length !== 0;
  const isValid =
    faults.length === 0 &&
    twice === null &&
    read.rows.length <= maxExpectedNumbers &&
    (numbers.length > 0 || isEmptied);
  const nameOf = ({ department, major, className }: Place): string =>
    [department, major, className].filter((name) => name !== "").join(" ") || t.total;
  const twiceText = ({ place, within }: DoubleCount): string =>
    within === null
      ? t.twice(shortened(nameOf(place)))
      : t.within(shortened(nameOf(place)), shortened(nameOf(within)));
  const choose = (next: ReturnType<typeof mergeNumbers>, saved: Stored): void => {
    setMerging(next);
    setTyped({ text: sheetOf(headings, chosenNumbers(next.places, next.merge)), base: saved });
  };
  const save = async (): Promise<void> => {
    if (base === undefined) return;
    const body = { numbers: [...numbers], version: base.version };
    if (await act.run("storeExpectedNumbers", { params: { projectId }, body })) {
      invalidate("readExpectedNumbers", "listProjects");
      return done();
    }
    const latest = await call("readExpectedNumbers", { params: { projectId } });
    if (!latest.ok || latest.value.version === base.version) return;
    const versions = { base: base.numbers, entered: numbers, saved: latest.value.numbers };
    choose(mergeNumbers(versions, nameOf), latest.value);
  };
  return (
    <Dialog
      title={t.title}
      width={760}
      okText={t.save}
      okButtonProps={{ disabled: !isValid || stored.value === undefined }}
      onOk={() => void save()}
      close={() => discard(typed !== null)}
      busy={act.busy}
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t.about}</Typography.Text>
        <ProblemNote problem={act.problem} />
        <ProblemNote problem={stored.problem} refetch={stored.refetch} />
        {merging && base && (
          <MergeFields
            merge={merging.merge}
            choose={(merge) => choose({ ...merging, merge }, base)}
          />
        )}
        <SheetText
          {...{ text, read }}
          maxRows={maxExpectedNumbers}
          template={t.template}
          disabled={stored.value === undefined}
          change={(next) => {
            if (base) setTyped({ text: next, base });
            // A later choice would overwrite what is typed by hand.
            setMerging(null);
          }}
        />
        <Typography.Text>{t.understood(...sizeOf(numbers))}</Typography.Text>
        {sums > 0 && <Typography.Text type="secondary">{t.sums(sums)}</Typography.Text>}
        {twice && <Alert type="error" showIcon title={twiceText(twice)} />}
        {faults.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t.notUnderstood(faults.length)}
            description={faults
              .slice(0, visibleFaults)
              .map(({ line, text, why }) => (
                <div key={line}>{t.fault(line, text, t[`why-${why}`])}</div>
              ))}
          />
        )}
      </Flex>
    </Dialog>
  );
}

const sheetOf = (heading: readonly string[], numbers: readonly ExpectedNumber[]): string =>
  numbers.length === 0
    ? ""
    : tabSeparated([
        heading,
        ...numbers.map(({ department, major, className, expected }) => [
          department,
          major,
          className,
          String(expected),
        ]),
      ]).replaceAll("\r\n", "\n");

/** Number of lines, and of people in them. */
const sizeOf = (numbers: readonly ExpectedNumber[]): readonly [number, number] => [
  numbers.length,
  numbers.reduce((sum, { expected }) => sum + expected, 0),
];

interface Props {
  readonly projectId: string;
  readonly progress: ProjectProgress;
  /** undefined until the project has loaded. */
  readonly closesAt: string | undefined;
  readonly changed: () => void;
}

export function ProgressOverview({ projectId, progress, closesAt, changed }: Props) {
  const { expected, total, completed, notStarted, states, days } = progress;
  const t = useWords(progressWords);
  const translate = useTranslate();
  const { department } = useStaff();
  const [editing, setEditing] = useState(false);
  const bars = useMemo(
    () => [
      ...(notStarted === null ? [] : [{ name: t.notStarted, value: notStarted }]),
      ...states
        .filter(({ count }) => count > 0)
        .map(({ label, count }) => ({ name: translate(label), value: count })),
    ],
    [notStarted, states, translate, t],
  );
  const places = useMemo(() => days.map(({ day }) => day.slice("2026-".length)), [days]);
  const lines = useMemo(
    () =>
      dayKeys.map((key, index) => ({
        name: t.steps[index] ?? key,
        values: days.map((day) => day[key]),
      })),
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
      {closesAt !== undefined && <Forecast progress={progress} closesAt={closesAt} />}
      <div className="console-plots">
        <Card size="small" title={t.funnel}>
          <ProgressFunnel progress={progress} />
        </Card>
        <Card size="small" title={t.nowAt}>
          <BarPlot label={t.nowAt} bars={bars} />
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
