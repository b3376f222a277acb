/** Planned outcome of each row of a sheet: errors are displayed at their cell and in words. */
import { type Bilingual, type ImportFate, importFates } from "@gradphoto/domain";
import { Flex, Typography } from "antd";
import { useTranslate, useWords, wordsOf } from "../../lib/words.ts";
import { DenseTable } from "../dense-table.tsx";
import { ToneTag } from "../tone-tag.tsx";
import type { SheetColumn } from "./read-named-rows.ts";

const words = wordsOf(
  {
    line: "行",
    outcome: "导入后",
    empty: "（空）",
    counts: (create: number, change: number, same: number, faulty: number) =>
      `新建 ${create}，更新 ${change}，不变 ${same}，有误 ${faulty}${faulty > 0 ? "：请先改好有误的行，再导入" : ""}`,
  },
  {
    line: "Line",
    outcome: "What happens",
    empty: "(empty)",
    counts: (create, change, same, faulty) =>
      `New ${create}, changed ${change}, as they are ${same}, faulty ${faulty}${faulty > 0 ? ": please correct those rows first" : ""}`,
  },
);

export interface PlannedRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly fate: ImportFate;
  readonly notes: readonly { readonly field: string | null; readonly words: Bilingual }[];
}

interface Props {
  readonly columns: readonly SheetColumn<string>[];
  readonly rows: readonly PlannedRow[];
  /** Line of each row in the sheet. */
  readonly lines: readonly number[];
  /** Display text for a cell whose value is a code. */
  readonly format?: (field: string, cell: string) => string;
}

export const countFate = (rows: readonly PlannedRow[], fate: ImportFate): number =>
  rows.filter((row) => row.fate === fate).length;

export function PlannedRows({ columns, rows, lines, format = (_, cell) => cell }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const counted = (["create", "change", "same", "faulty"] as const).map((fate) =>
    countFate(rows, fate),
  );
  const [create = 0, change = 0, same = 0, faulty = 0] = counted;
  return (
    <Flex vertical gap={8}>
      <Typography.Text role="status">{t.counts(create, change, same, faulty)}</Typography.Text>
      <DenseTable
        rowKey="line"
        dataSource={rows.map((row, at) => ({ ...row, line: lines[at] ?? at }))}
        columns={[
          { title: t.line, dataIndex: "line", align: "right" as const },
          ...columns.map(({ field, title }) => ({
            title: translate(title),
            key: field,
            render: (_: unknown, { cells, fate, notes }: PlannedRow) => {
              const cell = format(field, cells[field] ?? "");
              const isFaulty = fate === "faulty" && notes.some((one) => one.field === field);
              return isFaulty ? (
                <Typography.Text type="danger">{cell || t.empty}</Typography.Text>
              ) : (
                cell
              );
            },
          })),
          {
            title: t.outcome,
            key: "outcome",
            render: (_: unknown, { fate, notes }: PlannedRow) => (
              <Flex
                vertical
                gap={4}
                align="flex-start"
                style={{ minWidth: 220, maxWidth: 420, whiteSpace: "normal" }}
              >
                <ToneTag {...importFates[fate]} />
                {notes.map((one) => (
                  <span key={one.words.zh}>{translate(one.words)}</span>
                ))}
              </Flex>
            ),
          },
        ]}
      />
    </Flex>
  );
}
