/** Assignment of a sheet's columns by the person, where its first line does not name them. */
import { Flex, Form, Select } from "antd";
import { useTranslate, useWords, wordsOf } from "../../lib/words.ts";
import type { ReadSheet } from "./use-sheet.ts";

const words = wordsOf(
  { column: (number: number, cell: string) => `第 ${number} 列（${cell}）`, unused: "不用" },
  { column: (number, cell) => `Column ${number} (${cell})`, unused: "Not used" },
);

const mostColumns = 20;

export function ColumnChoice<Field extends string>({ columns, sheet, chosen, choose }: ReadSheet<Field>) {
  const t = useWords(words);
  const translate = useTranslate();
  const width = Math.min(mostColumns, Math.max(0, ...sheet.slice(0, mostColumns).map((row) => row.length)));
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
