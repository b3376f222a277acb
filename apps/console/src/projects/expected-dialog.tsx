/** How many students are expected, typed or pasted from a sheet: numbers alone; what is not understood is told before anything is kept. */
import { countedTwice, type ExpectedNumber, type Place } from "@gradphoto/domain";
import { Alert, Flex, Input, Typography } from "antd";
import { useMemo, useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { pastedOf } from "../parts/browser-file.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useDiscard } from "../parts/form/use-discard.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { splitText } from "../parts/sheet/split-text.ts";
import { expectedWords } from "./expected-words.ts";
import { readExpected } from "./read-expected.ts";

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
