/** Table of two versions of one input, to choose field by field. */
import { Radio, Typography } from "antd";
import { useWords, wordsOf } from "../../lib/words.ts";
import { DenseTable } from "../dense-table.tsx";
import { type FieldChoice, type Merge, textsOf } from "./merge.ts";

const words = wordsOf(
  {
    about: "两份内容的不同之处如下，每项选一个，再提交一次。只有一方改过的，已替您选好。",
    field: "内容",
    saved: "对方已保存",
    entered: "您填写的",
    empty: "（空）",
    yes: "是",
    no: "否",
  },
  {
    about:
      "These fields differ. Choose one version of each, then send it. A field that only one side changed is chosen already.",
    field: "Field",
    saved: "Saved by others",
    entered: "Entered by you",
    empty: "(empty)",
    yes: "Yes",
    no: "No",
  },
);

interface Props {
  readonly merge: Merge;
  readonly choose: (merge: Merge) => void;
}

export function MergeFields({ merge, choose }: Props) {
  const t = useWords(words);
  if (merge.choices.length === 0) return null;
  const version = (from: FieldChoice["from"]) => ({
    title: t[from],
    render: (_: unknown, field: FieldChoice) => {
      const [value] = field.names.map((name) => merge[from][name]);
      const texts = textsOf(field, merge[from]);
      const text = field.format?.(...texts) ?? texts.join(" ");
      const choices = merge.choices.map((one) => (one === field ? { ...field, from } : one));
      return (
        <Radio
          name={`merge-${field.names.join(" ")}`}
          checked={field.from === from}
          onChange={() => choose({ ...merge, choices })}
        >
          {typeof value === "boolean" ? (value ? t.yes : t.no) : text.trim() || t.empty}
        </Radio>
      );
    },
  });
  return (
    <div style={{ marginBottom: 16 }}>
      <Typography.Paragraph>{t.about}</Typography.Paragraph>
      <DenseTable<FieldChoice>
        wraps
        rowKey={({ names }) => names.join(" ")}
        dataSource={merge.choices}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[{ title: t.field, dataIndex: "label" }, version("saved"), version("entered")]}
      />
    </div>
  );
}
