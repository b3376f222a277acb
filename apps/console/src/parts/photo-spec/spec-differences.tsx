/** Differences between a draft and its base spec. */
import type { NamedPhotoSpec } from "@gradphoto/domain";
import { Typography } from "antd";
import { useWords } from "../../lib/words.ts";
import { DenseTable } from "../dense-table.tsx";
import { type SpecRow, useNumberRows } from "./spec-rows.tsx";
import { specWords } from "./spec-words.ts";

interface Props {
  readonly from: NamedPhotoSpec;
  readonly to: NamedPhotoSpec;
}

export function SpecDifferences({ from, to }: Props) {
  const t = useWords(specWords);
  const rows = useNumberRows().filter(({ of }) => of(from).text !== of(to).text);
  if (rows.length === 0) return <Typography.Text type="secondary">{t.same}</Typography.Text>;
  return (
    <DenseTable<SpecRow>
      wraps
      rowKey="key"
      dataSource={rows}
      columns={[
        { title: t.row, dataIndex: "name", width: "28%" },
        { title: t.origin, render: (_, { of }) => of(from).content },
        { title: t.drafted, render: (_, { of }) => <strong>{of(to).content}</strong> },
      ]}
    />
  );
}
