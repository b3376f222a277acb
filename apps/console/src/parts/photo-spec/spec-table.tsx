/** Numbers of one spec, or of two side by side with their differences marked. */
import type { NamedPhotoSpec } from "@gradphoto/domain";
import { Flex, Typography } from "antd";
import { useTranslate, useWords } from "../../lib/words.ts";
import { DenseTable } from "../dense-table.tsx";
import { type SpecRow, useNumberRows } from "./spec-rows.tsx";
import { specWords } from "./spec-words.ts";

export interface TableProps {
  readonly specs: readonly NamedPhotoSpec[];
  /** Shows only the differences. */
  readonly only: boolean;
}

export const hasDifferences = (texts: readonly string[]): boolean =>
  texts.some((text) => text !== texts[0]);

export function SpecTable({ specs, only }: TableProps) {
  const t = useWords(specWords);
  const translate = useTranslate();
  const rows = useNumberRows();
  const differs = ({ of }: SpecRow): boolean => hasDifferences(specs.map((spec) => of(spec).text));
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.numbers}
      </Typography.Title>
      <DenseTable<SpecRow>
        wraps
        // Compared specs have equal widths.
        tableLayout="fixed"
        rowKey="key"
        dataSource={rows.filter((row) => !only || differs(row))}
        rowClassName={(row) => (differs(row) ? "specs-differs" : "")}
        columns={[
          {
            title: t.row,
            width: 260,
            render: (_, row) => <RowName name={row.name} differs={differs(row)} />,
          },
          ...specs.map((spec, index) => ({
            key: `${index}-${spec.id}`,
            title: translate(spec.name),
            render: (_: unknown, { of }: SpecRow) => of(spec).content,
          })),
        ]}
      />
    </Flex>
  );
}

/** A mark and a word in addition to the colour of the row. */
export function RowName({ name, differs }: { readonly name: string; readonly differs: boolean }) {
  const t = useWords(specWords);
  return (
    <>
      {name}
      {differs && (
        <>
          {" "}
          <Typography.Text type="warning" style={{ whiteSpace: "nowrap" }}>
            ≠ {t.differs}
          </Typography.Text>
        </>
      )}
    </>
  );
}
