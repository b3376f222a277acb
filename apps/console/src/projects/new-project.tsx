/** New project in three steps, optionally from an earlier one, with a preview of what its students will read. */
import {
  educationCategories,
  isEducationCategory,
  isRefundRule,
  onePaymentWords,
  refundRules,
} from "@gradphoto/domain";
import { Button, Flex, Form, Input, Steps } from "antd";
import { useEffect, useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { Dialog, useDiscard } from "../parts/dialog.tsx";
import { useSchoolCodeRule } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { BasicFields, PhotoFields, ServiceFields, TemplateField } from "./project-fields.tsx";
import { defaultTerms, type ProjectFormValues, termsOf, windowOfDays } from "./project-form.ts";
import { projectWords, windowOf } from "./project-words.ts";
import "./project-preview.css";

/** Values while they are typed: an emptied field is null. */
type Draft = { readonly [Field in keyof ProjectFormValues]?: ProjectFormValues[Field] | null };

type Rows = readonly (readonly [string, string | undefined])[];

/** Preview of the student's page of the project, with the same order and texts. */
function ProjectPreview() {
  const t = useWords(projectWords);
  const translate = useTranslate();
  const form = Form.useFormInstance<ProjectFormValues>();
  // Watches all fields: those of other steps are not mounted, but still hold values.
  Form.useWatch([], form);
  const entered: Draft = form.getFieldsValue(true);
  const { category, feeYuan, refundRule } = entered;
  const { opensOn, lastDay } = entered;
  const days = opensOn && lastDay ? windowOfDays(opensOn, lastDay, null) : null;
  const fee =
    typeof feeYuan === "number" ? (feeYuan === 0 ? t.free : `¥${feeYuan.toFixed(2)}`) : undefined;
  const about: Rows = [
    [
      t.category,
      typeof category === "string" && isEducationCategory(category)
        ? translate(educationCategories[category])
        : undefined,
    ],
    [t.graduationYear, entered.graduationYear?.toString()],
    [t.previewWindow, days ? windowOf(days.opensAt, days.closesAt) : undefined],
  ];
  const photo: Rows = [
    [
      t.previewAlbum,
      entered.albumAllowed ? t.yes(entered.photoMaxAgeDays?.toString() ?? "—") : t.no,
    ],
    [t.tryBeforePay, entered.tryBeforePay ? t.previewTry : t.previewNoTry],
    [t.previewClothing, entered.clothing || undefined],
    [t.hotline, entered.hotline || undefined],
  ];
  return (
    <aside className="project-preview" aria-label={t.preview}>
      <p className="project-preview-title">{t.preview}</p>
      {entered.notice && (
        <p className="project-preview-card project-preview-notice">{entered.notice}</p>
      )}
      <div className="project-preview-card">
        <Facts rows={about} />
        <p className="project-preview-fee">
          <span>{t.previewFee}</span>
          <b>{fee ?? "—"}</b>
        </p>
        <p className="project-preview-quiet">
          {translate(onePaymentWords(entered.attemptsLimit ?? null))}
        </p>
      </div>
      <div className="project-preview-card">
        <b>{t.refundRule}</b>
        <p>
          {typeof refundRule === "string" && isRefundRule(refundRule)
            ? translate(refundRules[refundRule])
            : "—"}
        </p>
      </div>
      <div className="project-preview-card">
        <Facts rows={photo} />
      </div>
      <p className="project-preview-button">
        {fee === t.free ? t.previewFree : t.previewPay(fee ?? "…")}
      </p>
    </aside>
  );
}

const Facts = ({ rows }: { readonly rows: Rows }) => (
  <dl>
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value ?? "—"}</dd>
      </div>
    ))}
  </dl>
);

interface Props {
  readonly close: () => void;
  readonly done: () => void;
}

/** Fields that must be valid before the next step. */
const needs = [
  ["schoolCode", "category", "graduationYear", "feeYuan", "opensOn", "lastDay"],
  ["specId", "fileMinKb", "fileMaxKb", "photoMaxAgeDays"],
  ["refundRule", "reviewDays", "retentionDays", "hotline"],
] as const satisfies readonly (readonly (keyof ProjectFormValues)[])[];

/** Step of the field that a refusal is about. */
const stepOf: Readonly<Partial<Record<string, number>>> = {
  "school-not-found": 0,
  "project-exists": 0,
  "project-window-reversed": 0,
  "file-window-outside-spec": 1,
  "album-not-for-kind": 1,
  "photo-spec-not-offered": 1,
};

const widthPx = 1080;
const last = needs.length - 1;

export function NewProject({ close, done }: Props) {
  const t = useWords(projectWords);
  const { school } = useStaff();
  const act = useAct();
  const [form] = Form.useForm<ProjectFormValues>();
  const [step, setStep] = useState(0);
  // Tracked here, because unmounted fields of other steps forget that they were touched.
  const [touched, setTouched] = useState(false);
  const [template, setTemplate] = useState<string | null>(null);
  const { problem } = act;
  const { value: defaults, loading } = useAnswer("readProjectDefaults", {});
  useEffect(() => {
    // An earlier project may have provided its own already.
    const isOpen = form.getFieldValue("refundRule") === undefined;
    // During a refetch the previous answer is still here and may be outdated.
    if (loading || !defaults || !isOpen) return;
    if (isRefundRule(defaults.refundRule)) form.setFieldValue("refundRule", defaults.refundRule);
  }, [defaults, loading, form]);
  useEffect(() => {
    const refusedAt = problem === null ? undefined : stepOf[problem.code];
    if (refusedAt !== undefined) setStep(refusedAt);
  }, [problem]);
  const first = step === 0 && school ? "category" : needs[step]?.[0];
  useEffect(() => {
    if (first !== undefined) form.focusField(first);
  }, [first, form]);
  const discard = useDiscard(close);
  const isBegun = touched || template !== null;
  useLeaveWarning(() => isBegun);
  const leave = (): void => discard(isBegun);
  const next = async (): Promise<void> => {
    // An invalid field displays its own error.
    const fields = await form.validateFields([...(needs[step] ?? [])]).catch(() => null);
    if (fields === null) return;
    if (step < last) return setStep(step + 1);
    const entered = form.getFieldsValue(true);
    const schoolCode = school?.schoolCode ?? entered.schoolCode ?? "";
    if (await act.run("createProject", { body: { ...termsOf(entered, null), schoolCode } })) done();
  };
  const footer = (
    <Flex gap={8} justify="flex-end">
      <Button disabled={act.busy} onClick={leave}>
        {t.cancel}
      </Button>
      {step > 0 && (
        <Button disabled={act.busy} onClick={() => setStep(step - 1)}>
          {t.back}
        </Button>
      )}
      {/* Ignores the second click of a double click, which would skip the next step. */}
      <Button
        key={step}
        type="primary"
        loading={act.busy}
        onClick={({ detail }) => {
          if (detail <= 1) void next();
        }}
      >
        {step < last ? t.next : t.saveDraft}
      </Button>
    </Flex>
  );
  return (
    <Dialog
      title={t.add}
      width={widthPx}
      footer={footer}
      close={leave}
      busy={act.busy}
      keyboard={false}
      mask={{ closable: false }}
    >
      <Flex vertical gap={16}>
        <Steps current={step} size="small" items={t.steps.map((title) => ({ title }))} />
        <ProblemNote problem={problem} />
      </Flex>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...defaultTerms(), ...(school && { schoolCode: school.schoolCode }) }}
        className="project-new"
        onValuesChange={() => setTouched(true)}
      >
        <div>
          {step === 0 && (
            <BasicFields>
              {!school && <SchoolField />}
              <TemplateField
                ownSchool={school?.schoolCode ?? null}
                chosen={template}
                choose={setTemplate}
              />
            </BasicFields>
          )}
          {step === 1 && <PhotoFields />}
          {step === last && <ServiceFields />}
        </div>
        <ProjectPreview />
      </Form>
    </Dialog>
  );
}

function SchoolField() {
  const t = useWords(projectWords);
  return (
    <Form.Item name="schoolCode" label={t.schoolCode} {...useSchoolCodeRule()}>
      <Input inputMode="numeric" maxLength={20} />
    </Form.Item>
  );
}
