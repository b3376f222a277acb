/** How many students are expected, typed or pasted from a sheet: numbers alone; what is not understood is told before anything is kept. */
import { countedTwice, type ExpectedNumber, type Place } from "@gradphoto/domain";
import { Alert, Flex, Input, Typography } from "antd";
import { useMemo, useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { pastedOf } from "../parts/browser-file.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useDiscard } from "../parts/form/use-discard.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { splitText } from "../parts/sheet/split-text.ts";
import { readExpected } from "./read-expected.ts";

/** What the dialog of expected numbers says. */
const expectedWords = wordsOf(
  {
    title: "应采人数",
    about:
      "每行一个院系、专业或班级和它的人数，可以直接从表格粘贴：院系、人数；院系、班级、人数；院系、专业、班级、人数；或带表头，各栏顺序不限。手工填写时，各栏之间空一格。只填人数，不要粘贴姓名和学号。同一批学生只填一处：填了班级就不再填院系合计。",
    example: "信息科学技术学院\t120\n外国语学院\t英语1班\t40",
    department: "院系",
    major: "专业",
    className: "班级",
    expected: "应采",
    save: "保存应采人数",
    whole: "全校",
    understood: (lines: number, people: number) => `读到 ${lines} 行，应采共 ${people} 人`,
    sums: (lines: number) => `合计、小计 ${lines} 行未计入`,
    twice: (place: string, within: string) => `“${place}”的人数会重复计算：“${within}”里已经包含。请只保留其中一处。`,
    notUnderstood: (lines: number) => `有 ${lines} 行无法识别，请改正或删去后再保存`,
    fault: (line: number, text: string, why: string) => `第 ${line} 行“${text}”：${why}`,
    "why-no-number": "没有填人数，或人数不是整数",
    "why-too-many-people": "人数太大",
    "why-too-many-cells": "不是一至四栏，请加上表头",
    "why-long-name": "名称太长",
    "why-too-many-lines": "行数太多，最多 2,000 行",
  },
  {
    title: "Expected numbers",
    about:
      "One line per department, major or class with its number; paste straight from a spreadsheet: department, number; department, class, number; department, major, class, number; or with headings, in any order. When you type by hand, put a space between cells. Numbers only: no names or student numbers. Count each student once: if you list classes, leave out their department's total.",
    example: "Computer Science\t120\nForeign Languages\tEnglish 1\t40",
    department: "Department",
    major: "Major",
    className: "Class",
    expected: "Expected",
    save: "Save expected numbers",
    whole: "whole school",
    understood: (lines, people) => `${lines} lines read, ${people} expected`,
    sums: (lines) => `Lines of totals left out: ${lines}`,
    twice: (place, within) =>
      `“${place}” would be counted twice: “${within}” already includes it. Please keep only one of them.`,
    notUnderstood: (lines) => `Lines not understood: ${lines}. Please correct or remove them before saving`,
    fault: (line, text, why) => `Line ${line} “${text}”: ${why}`,
    "why-no-number": "no number of students, or not a whole number",
    "why-too-many-people": "too many people",
    "why-too-many-cells": "not one to four cells; please add headings",
    "why-long-name": "a name is too long",
    "why-too-many-lines": "too many lines, 2,000 at most",
  },
);

interface Props {
  readonly projectId: string;
  readonly close: () => void;
  readonly done: () => void;
}

const shownFaults = 5;

export function ExpectedDialog({ projectId, close, done }: Props) {
  const t = useWords(expectedWords);
  const kept = useAnswer("readExpectedNumbers", { params: { projectId } });
  const act = useAct();
  const discard = useDiscard(close);
  const invalidate = useInvalidate();
  // Changed from these numbers, and kept over no others.
  const [typed, setTyped] = useState<{ readonly text: string; readonly version: string } | null>(null);
  const text =
    typed?.text ?? (kept.value ? sheetOf([t.department, t.major, t.className, t.expected], kept.value.numbers) : "");
  const { numbers, faults, sums } = useMemo(() => readExpected(splitText(text)), [text]);
  const twice = useMemo(() => countedTwice(numbers), [numbers]);
  // An emptied list is kept too; where nothing was and nothing is, there is nothing to keep.
  const isWhole = faults.length === 0 && twice === null && (numbers.length > 0 || kept.value?.numbers.length !== 0);
  const nameOf = ({ department, major, className }: Place): string =>
    [department, major, className].filter((name) => name !== "").join(" ") || t.whole;
  const save = async (): Promise<void> => {
    const version = typed?.version ?? kept.value?.version;
    if (version === undefined) return;
    const body = { numbers: [...numbers], version };
    const answer = await act.run("keepExpectedNumbers", { params: { projectId }, body });
    if (!answer) return;
    invalidate("readExpectedNumbers", "listProjects");
    done();
  };
  return (
    <Dialog
      title={t.title}
      width={760}
      okText={t.save}
      okButtonProps={{ disabled: !isWhole || kept.value === undefined }}
      onOk={() => void save()}
      close={() => discard(typed !== null)}
      busy={act.busy}
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t.about}</Typography.Text>
        <ProblemNote problem={act.problem} />
        <ProblemNote problem={kept.problem} refetch={kept.refetch} />
        <Input.TextArea
          aria-label={t.title}
          rows={12}
          spellCheck={false}
          disabled={kept.value === undefined}
          placeholder={t.example}
          value={text}
          onChange={({ target }) => {
            const version = typed?.version ?? kept.value?.version;
            if (version !== undefined) setTyped({ text: target.value, version });
          }}
          style={{ fontVariantNumeric: "tabular-nums", tabSize: 16, whiteSpace: "pre", overflowX: "auto" }}
        />
        <Typography.Text>{t.understood(...sizeOf(numbers))}</Typography.Text>
        {sums > 0 && <Typography.Text type="secondary">{t.sums(sums)}</Typography.Text>}
        {twice && <Alert type="error" showIcon title={t.twice(nameOf(twice.place), nameOf(twice.within))} />}
        {faults.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t.notUnderstood(faults.length)}
            description={faults
              .slice(0, shownFaults)
              .map(({ line, text, why }) => <div key={line}>{t.fault(line, text, t[`why-${why}`])}</div>)}
          />
        )}
      </Flex>
    </Dialog>
  );
}

const sheetOf = (heading: readonly string[], numbers: readonly ExpectedNumber[]): string =>
  numbers.length === 0
    ? ""
    : pastedOf([
        heading,
        ...numbers.map(({ department, major, className, expected }) => [
          department,
          major,
          className,
          String(expected),
        ]),
      ]).replaceAll("\r\n", "\n");

/** Lines, and people in them. */
const sizeOf = (numbers: readonly ExpectedNumber[]): readonly [number, number] => [
  numbers.length,
  numbers.reduce((sum, { expected }) => sum + expected, 0),
];
