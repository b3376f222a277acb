/** Input of a sheet: pasted, typed or dropped as a file, and corrected in the same place. */
import { Alert, Button, Flex, Form, Input, Select, Typography, Upload } from "antd";
import { useState } from "react";
import { count } from "../../lib/amounts.ts";
import { useTranslate, useWords, wordsOf } from "../../lib/words.ts";
import { saveCsv, tabSeparated } from "../save-csv.ts";
import { readFile } from "./read-file.ts";
import type { SheetFault } from "./sheet.ts";
import { SheetFaultNote } from "./sheet-fault-note.tsx";
import type { ReadSheet } from "./use-sheet.ts";

const columnChoiceWords = wordsOf(
  { column: (number: number, cell: string) => `第 ${number} 列（${cell}）`, unused: "不用" },
  { column: (number, cell) => `Column ${number} (${cell})`, unused: "Not used" },
);

const maxColumns = 20;

/** Assignment of a sheet's columns by the person, where its first line does not name them. */
function ColumnChoice<Field extends string>({ columns, sheet, chosen, choose }: ReadSheet<Field>) {
  const t = useWords(columnChoiceWords);
  const translate = useTranslate();
  const width = Math.min(
    maxColumns,
    Math.max(0, ...sheet.slice(0, maxColumns).map((row) => row.length)),
  );
  const fields = new Map([...chosen].map(([field, place]) => [place, field]));
  const options = [
    { value: null, label: t.unused },
    ...columns.map(({ field, title }) => ({ value: field, label: translate(title) })),
  ];
  return (
    <Flex gap={12} wrap>
      {Array.from({ length: width }, (_, place) => {
        const label = t.column(place + 1, sheet.find((row) => row[place])?.[place] ?? "");
        return (
          <Form.Item key={label} label={label} style={{ margin: 0 }}>
            <Select<Field | null>
              aria-label={label}
              value={fields.get(place) ?? null}
              popupMatchSelectWidth={false}
              style={{ minWidth: 120 }}
              options={options}
              onChange={(field) => choose(place, field)}
            />
          </Form.Item>
        );
      })}
    </Flex>
  );
}

const words = wordsOf(
  {
    how: (names: string) =>
      `从 Excel 或 WPS 复制后粘贴到下面，第一行是列名：${names}。列的顺序不限，也可以直接选文件。`,
    file: "选择文件（.xlsx、.csv）",
    template: "下载空白模板",
    sheet: "表格内容",
    noNames: "第一行不是列名。请在下面选择各列是什么，或在第一行写上列名。",
    tooMany: (maxRows: number, rows: number) =>
      `超过 ${count(maxRows)} 行，多出 ${count(rows - maxRows)} 行，请删去。`,
    readOf: (sheet: string, of: number) => `文件里有 ${of} 张表，读入的是第一张“${sheet}”。`,
    unread: (names: string) => `这些列用不到：${names}`,
  },
  {
    how: (names) =>
      `Copy in Excel or WPS and paste below. The first line has the names of the columns, in any order: ${names}. Or choose a file.`,
    file: "Choose a file (.xlsx, .csv)",
    template: "Download an empty template",
    sheet: "Content of the sheet",
    noNames:
      "The first line has no column names. Choose below what each column holds, or add the names in the first line.",
    tooMany: (maxRows, rows) =>
      `More than ${count(maxRows)} rows. Please remove ${rows === maxRows + 1 ? "one" : count(rows - maxRows)}.`,
    readOf: (sheet, of) => `The file has ${of} sheets; the first one, “${sheet}”, was read.`,
    unread: (names) => `These columns are not used: ${names}`,
  },
);

interface Props<Field extends string> {
  /** Largest number of rows per import. */
  readonly maxRows: number;
  /** File name of the template, without its extension. */
  readonly template: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly read: ReadSheet<Field>;
  readonly disabled?: boolean;
}

export function SheetText<Field extends string>(props: Props<Field>) {
  const { maxRows, template, text, change, read, disabled = false } = props;
  const t = useWords(words);
  const translate = useTranslate();
  const [fault, setFault] = useState<SheetFault | null>(null);
  const [readOf, setReadOf] = useState<{ readonly sheet: string; readonly of: number } | null>(
    null,
  );
  const comma = translate({ zh: "、", en: ", " });
  const names = read.columns.map(({ title }) => translate(title));
  const take = async (file: Blob): Promise<void> => {
    const answer = await readFile(file);
    setFault("fault" in answer ? answer.fault : null);
    const sheets = "sheets" in answer ? answer.sheets : [];
    const [first] = sheets;
    setReadOf(first && sheets.length > 1 ? { sheet: first.name, of: sheets.length } : null);
    if (first) change(tabSeparated(first.rows.map(({ cells }) => cells)).replaceAll("\r", ""));
  };
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t.how(names.join(comma))}</Typography.Text>
      <Flex gap={8} wrap>
        <Upload
          showUploadList={false}
          accept=".xlsx,.csv"
          // Returning false keeps the file from the component's own upload.
          beforeUpload={(file) => {
            void take(file);
            return Upload.LIST_IGNORE;
          }}
        >
          <Button>{t.file}</Button>
        </Upload>
        <Button onClick={() => saveCsv(template, [names])}>{t.template}</Button>
      </Flex>
      <SheetFaultNote fault={fault} />
      {readOf && text !== "" && (
        <Typography.Text role="status">{t.readOf(readOf.sheet, readOf.of)}</Typography.Text>
      )}
      <Input.TextArea
        aria-label={t.sheet}
        rows={8}
        spellCheck={false}
        disabled={disabled}
        value={text}
        onChange={({ target }) => change(target.value)}
        style={{
          fontVariantNumeric: "tabular-nums",
          tabSize: 16,
          whiteSpace: "pre",
          overflowX: "auto",
        }}
      />
      {text.trim() !== "" && !read.isRead && <Alert type="warning" showIcon title={t.noNames} />}
      {text.trim() !== "" && !read.isNamed && <ColumnChoice {...read} />}
      {read.rows.length > maxRows && (
        <Alert type="error" showIcon title={t.tooMany(maxRows, read.rows.length)} />
      )}
      {read.unread.length > 0 && (
        <Typography.Text type="secondary">{t.unread(read.unread.join(comma))}</Typography.Text>
      )}
    </Flex>
  );
}
