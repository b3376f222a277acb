/** Students on the school's own list who have not started: it is compared in the browser and never leaves it. */
import { harmlessText } from "@gradphoto/domain";
import {
  Alert,
  App,
  Button,
  Empty,
  Flex,
  Form,
  Input,
  Select,
  Spin,
  Statistic,
  Typography,
  Upload,
} from "antd";
import { useMemo, useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { saveCsv, tabSeparated } from "../parts/save-csv.ts";
import type { Sheet, SheetRow } from "../parts/sheet/sheet.ts";
import { SheetFaultNote } from "../parts/sheet/sheet-fault-note.tsx";
import {
  compareWithStarted,
  findListPlan,
  type ListComparison,
  type ListPlan,
  planForColumn,
} from "./list-plan.ts";
import { missingWords, type StartedNumbers, useOwnList } from "./own-list.ts";

interface Props {
  readonly name: string;
  readonly sheets: readonly Sheet[];
  readonly begun: StartedNumbers;
}

const noSheet: Sheet = { name: "", rows: [], isCut: false };

/** Result of the comparison: how many have started, the rows that have not, and those that could not be read. */
function MissingResult({ name, sheets, begun }: Props) {
  const t = useWords(missingWords);
  const [chosenSheet, setChosenSheet] = useState<number | null>(null);
  const [chosenColumn, setChosenColumn] = useState<number | null>(null);
  // The first sheet with a column of student numbers: a sheet of explanations may come before it.
  const usualSheet = useMemo(
    () =>
      Math.max(
        0,
        sheets.findIndex((one) => findListPlan(one) !== null),
      ),
    [sheets],
  );
  const sheet = sheets[chosenSheet ?? usualSheet] ?? noSheet;
  const plan = useMemo(
    () => (chosenColumn === null ? findListPlan(sheet) : planForColumn(sheet.rows, chosenColumn)),
    [sheet, chosenColumn],
  );
  const compared = useMemo(
    () => plan && compareWithStarted(sheet.rows, plan, begun.numbers),
    [sheet, plan, begun],
  );
  const titles = useMemo(() => titlesOf(sheet.rows, plan), [sheet, plan]);
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} wrap>
        {sheets.length > 1 && (
          <Form.Item label={t.sheet} style={{ margin: 0 }}>
            <Select
              aria-label={t.sheet}
              value={chosenSheet ?? usualSheet}
              popupMatchSelectWidth={false}
              options={sheets.map((one, value) => ({ value, label: one.name }))}
              onChange={(value) => {
                setChosenSheet(value);
                setChosenColumn(null);
              }}
            />
          </Form.Item>
        )}
        <Form.Item label={t.column} style={{ margin: 0 }}>
          <Select
            aria-label={t.column}
            value={plan?.column ?? null}
            placeholder={t.pickColumn}
            popupMatchSelectWidth={false}
            style={{ minWidth: 200 }}
            options={titles.map((title, value) => ({ value, label: t.columnOf(value + 1, title) }))}
            onChange={setChosenColumn}
          />
        </Form.Item>
      </Flex>
      {plan === null && <Alert type="warning" showIcon title={t.pickColumn} />}
      {compared && (
        <>
          <Figures
            compared={compared}
            isCut={sheet.isCut}
            untold={begun.started - begun.numbers.length}
          />
          <Faults faults={compared.faults} />
          <NotBegun name={name} compared={compared} titles={titles} />
        </>
      )}
    </Flex>
  );
}

/** Title of every column; without known headings, the content of its first row. */
function titlesOf(rows: readonly SheetRow[], plan: ListPlan | null): readonly string[] {
  const width = rows.reduce((max, { cells }) => Math.max(max, cells.length), 0);
  const headingAt = plan === null ? 0 : plan.headingAt;
  const heading = headingAt === null ? [] : (rows[headingAt]?.cells ?? []);
  return Array.from({ length: width }, (_, column) => heading[column] ?? "");
}

interface FigureProps {
  readonly compared: ListComparison;
  readonly isCut: boolean;
  readonly untold: number;
}

function Figures({ compared, isCut, untold }: FigureProps) {
  const t = useWords(missingWords);
  const { begun, notBegun, faults, twice, empty, withoutZeros, others } = compared;
  const notes = [
    isCut && t.cut,
    twice.length > 0 && t.twice(twice.length),
    empty > 0 && t.empty(empty),
    withoutZeros > 0 && t.zeros(withoutZeros),
    others > 0 && t.others(others),
  ].filter((note) => note !== false);
  return (
    <>
      <Flex gap={48} wrap role="status">
        <Statistic title={t.listed} value={begun + notBegun.length + faults.length} />
        <Statistic title={t.begun} value={begun} />
        <Statistic title={t.notBegun} value={notBegun.length} />
        <Statistic title={t.faults} value={faults.length} />
      </Flex>
      {untold > 0 && <Alert type="warning" showIcon title={t.untold(untold)} />}
      {notes.map((note) => (
        <Typography.Text key={note} type="secondary">
          {note}
        </Typography.Text>
      ))}
    </>
  );
}

function Faults({ faults }: Pick<ListComparison, "faults">) {
  const t = useWords(missingWords);
  if (faults.length === 0) return null;
  return (
    <>
      <Alert type="error" showIcon title={t.faultsTitle(faults.length)} />
      <DenseTable<ListComparison["faults"][number]>
        wraps
        rowKey={({ row }) => row.line}
        dataSource={[...faults]}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        columns={[
          { title: t.line, render: (_, { row }) => row.line, width: 90 },
          { title: t.cell, dataIndex: "cell" },
          { title: t.why, render: (_, { why }) => t[`why-${why}`] },
        ]}
      />
    </>
  );
}

interface NotBegunProps {
  readonly name: string;
  readonly compared: ListComparison;
  readonly titles: readonly string[];
}

function NotBegun({ name, compared: { notBegun: rows, begun, faults }, titles }: NotBegunProps) {
  const t = useWords(missingWords);
  const { message } = App.useApp();
  const heads = titles.map((title, column) => title || t.columnOf(column + 1, ""));
  const lines = (): string[][] => [
    [...heads],
    ...rows.map(({ cells }) => heads.map((_, at) => cells[at] ?? "")),
  ];
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(
        tabSeparated(lines().map((row) => row.map(harmlessText))),
      );
      void message.success(t.copied(rows.length));
    } catch {
      void message.error(t.notCopied);
    }
  };
  // The status of rows with an unreadable number is unknown.
  if (rows.length === 0)
    return begun > 0 && faults.length === 0 && <Empty description={t.nobody} />;
  return (
    <>
      <Flex gap={8}>
        <Button type="primary" onClick={() => saveCsv(`${name}-${t.file}`, lines())}>
          {t.save}
        </Button>
        <Button onClick={() => void copy()}>{t.copy}</Button>
      </Flex>
      <DenseTable<SheetRow>
        rowKey="line"
        dataSource={[...rows]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t.line, dataIndex: "line", width: 90 },
          ...heads.map((title, column) => ({
            title,
            key: String(column),
            render: (_: unknown, { cells }: SheetRow) => cells[column] ?? "",
          })),
        ]}
      />
    </>
  );
}

export function MissingStudents({
  projectId,
  name,
}: {
  readonly projectId: string;
  readonly name: string;
}) {
  const t = useWords(missingWords);
  const { department } = useStaff();
  const list = useOwnList(projectId);
  // Counts the files: another file resets the choice of sheet and column.
  const [files, setFiles] = useState(0);
  const { sheets, begun, fault, problem, busy, take, refresh, forget } = list;
  const [pasted, setPasted] = useState("");
  const begin = (file: Blob): void => {
    setFiles(files + 1);
    setPasted("");
    void take(file);
  };
  return (
    <Flex vertical gap={16}>
      <Alert
        type="info"
        showIcon
        title={t.privacy}
        description={department === null ? t.how : t.howDepartment(department)}
      />
      {sheets === null && (
        <>
          <Upload.Dragger
            multiple={false}
            showUploadList={false}
            disabled={busy}
            // Returning false keeps the file from the component's own upload.
            beforeUpload={(file) => {
              begin(file);
              return Upload.LIST_IGNORE;
            }}
          >
            <p>{department === null ? t.drop : t.dropDepartment}</p>
            <Typography.Text type="secondary">{t.limits}</Typography.Text>
          </Upload.Dragger>
          <Flex gap={8} align="flex-end">
            <Input.TextArea
              aria-label={t.paste}
              placeholder={t.paste}
              rows={2}
              spellCheck={false}
              value={pasted}
              onChange={({ target }) => setPasted(target.value)}
            />
            <Button
              disabled={busy || pasted.trim() === ""}
              onClick={() => begin(new Blob([pasted]))}
            >
              {t.compare}
            </Button>
          </Flex>
        </>
      )}
      <SheetFaultNote fault={fault} />
      <ProblemNote problem={problem} refetch={() => void refresh()} />
      {busy && <Spin description={t.reading} />}
      {sheets && (
        <Flex gap={8}>
          <Button onClick={forget}>{t.retry}</Button>
          <Button disabled={busy} onClick={() => void refresh()}>
            {t.refresh}
          </Button>
        </Flex>
      )}
      {sheets && begun && <MissingResult key={files} name={name} sheets={sheets} begun={begun} />}
    </Flex>
  );
}
