/** Two versions of one project: what somebody else saved meanwhile next to what was entered, to choose field by field. */
import { educationCategories, isEducationCategory, isRefundRule, refundRules } from "@gradphoto/domain";
import { Form, Radio, Typography } from "antd";
import { useEffect, useState } from "react";
import { usePhotoSpecs } from "../lib/photo-standard.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import type { FieldChoice, MergedField, Project, ProjectFormValues, Versions } from "./project-form.ts";
import { differingFields, formValuesOf, valueKey } from "./project-form.ts";
import { projectWords } from "./project-words.ts";

const words = wordsOf(
  {
    about: "两份内容的不同之处如下，每项选一个，再按保存。只有一方改过的，已替您选好。",
    field: "项目内容",
    saved: "对方已保存",
    entered: "您填写的",
    empty: "（空）",
    yes: "是",
    no: "否",
  },
  {
    about: "These fields differ. Choose one version of each, then save. A field that only one side changed is chosen.",
    field: "Field",
    saved: "Saved by others",
    entered: "Entered by you",
    empty: "(empty)",
    yes: "Yes",
    no: "No",
  },
);

interface Props {
  /** The project as it was when it was opened. */
  readonly base: Project;
  readonly latest: Project;
}

export function MergeFields({ base, latest }: Props) {
  const t = useWords(words);
  const labels = useWords(projectWords);
  const textOf = useValueText();
  const form = Form.useFormInstance<ProjectFormValues>();
  const [saved] = useState(() => formValuesOf(latest));
  const [entered] = useState<ProjectFormValues>(() => form.getFieldsValue(true));
  const [choices, setChoices] = useState(() => differingFields(formValuesOf(base), entered, saved));
  useEffect(() => {
    for (const { name, from } of choices) form.setFieldValue(name, (from === "entered" ? entered : saved)[name]);
  }, [choices, form, entered, saved]);
  const choose = (chosen: FieldChoice): void =>
    setChoices(choices.map((one) => (one.name === chosen.name ? chosen : one)));
  const version = (from: FieldChoice["from"], values: Versions) => ({
    title: t[from],
    render: (_: unknown, { name, ...chosen }: FieldChoice) => (
      <Radio name={`merge-${name}`} checked={chosen.from === from} onChange={() => choose({ name, from })}>
        {textOf(name, values[name])}
      </Radio>
    ),
  });
  return (
    <div style={{ marginBottom: 16 }}>
      <Typography.Paragraph>{t.about}</Typography.Paragraph>
      <DenseTable<FieldChoice>
        wraps
        rowKey="name"
        dataSource={choices}
        columns={[
          { title: t.field, render: (_, { name }) => labels[name] },
          version("saved", saved),
          version("entered", entered),
        ]}
      />
    </div>
  );
}

function useValueText(): (name: MergedField, value: unknown) => string {
  const t = useWords(words);
  const translate = useTranslate();
  const { specs } = usePhotoSpecs();
  return (name, value) => {
    if (typeof value === "boolean") return value ? t.yes : t.no;
    const text = valueKey(value);
    if (name === "category" && isEducationCategory(text)) return translate(educationCategories[text]);
    if (name === "refundRule" && isRefundRule(text)) return translate(refundRules[text]);
    const spec = name === "specId" ? specs.find((one) => one.spec.id === text)?.spec : undefined;
    return spec ? translate(spec.name) : text || t.empty;
  };
}
