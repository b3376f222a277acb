/** A new project in three steps, begun from an earlier one where there is any; beside them what its students will read. */
import { Button, Flex, Form, Input, Modal, Select, Steps } from "antd";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useNeeded } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { projectName } from "../parts/project-name.ts";
import { BasicFields, PhotoFields, ServiceFields } from "./project-fields.tsx";
import { type Entered, nextYearOf, termsOf, usualTerms } from "./project-form.ts";
import { ProjectPreview } from "./project-preview.tsx";
import { projectWords } from "./project-words.ts";

interface Props {
  readonly close: () => void;
  readonly done: () => void;
}

/** The fields that must be right before the next step. */
const needs = [
  ["schoolCode", "category", "graduationYear", "feeYuan", "window"],
  ["specId", "fileMinKb", "fileMaxKb", "photoMaxAgeDays"],
  ["refundRule", "reviewDays", "retentionDays", "hotline"],
] as const satisfies readonly (readonly (keyof Entered)[])[];

const widthPx = 1080;
const last = needs.length - 1;

export function NewProject({ close, done }: Props) {
  const t = useWords(projectWords);
  const { school } = useStaff();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const [step, setStep] = useState(0);
  const next = async (): Promise<void> => {
    // A field that is not right says so below itself.
    const fields = await form.validateFields([...(needs[step] ?? [])]).catch(() => null);
    if (fields === null) return;
    if (step < last) return setStep(step + 1);
    const entered = form.getFieldsValue(true);
    const schoolCode = school?.schoolCode ?? entered.schoolCode ?? "";
    if (await act.run("createProject", { body: { ...termsOf(entered), schoolCode } })) done();
  };
  const footer = (
    <Flex gap={8} justify="flex-end">
      <Button onClick={close}>{t.cancel}</Button>
      {step > 0 && <Button onClick={() => setStep(step - 1)}>{t.back}</Button>}
      <Button type="primary" loading={act.busy} onClick={() => void next()}>
        {step < last ? t.next : t.saveDraft}
      </Button>
    </Flex>
  );
  return (
    <Modal open title={t.add} width={widthPx} footer={footer} onCancel={close} mask={{ closable: false }}>
      <Steps current={step} size="small" items={t.steps.map((title) => ({ title }))} />
      <ProblemNote problem={act.problem} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...usualTerms(), ...(school && { schoolCode: school.schoolCode }) }}
        className="project-new"
      >
        <div>
          {step === 0 && (
            <BasicFields>
              {!school && <SchoolField />}
              <TemplateField ownSchool={school?.schoolCode ?? null} />
            </BasicFields>
          )}
          {step === 1 && <PhotoFields />}
          {step === last && <ServiceFields />}
        </div>
        <ProjectPreview />
      </Form>
    </Modal>
  );
}

function SchoolField() {
  const t = useWords(projectWords);
  const needed = useNeeded();
  return (
    <Form.Item name="schoolCode" label={t.schoolCode} rules={needed}>
      <Input inputMode="numeric" maxLength={5} />
    </Form.Item>
  );
}

/** More earlier projects than anybody looks through. */
const offered = 50;

function TemplateField({ ownSchool }: { readonly ownSchool: string | null }) {
  const t = useWords(projectWords);
  const say = useSay();
  const form = Form.useFormInstance<Entered>();
  const typed: unknown = Form.useWatch("schoolCode");
  const schoolCode = ownSchool ?? (typeof typed === "string" && /^\d{5}$/.test(typed) ? typed : null);
  const { value } = useAnswer("listProjects", schoolCode === null ? null : { query: { schoolCode, limit: offered } });
  const projects = value?.projects ?? [];
  const begin = (projectId: string): void => {
    const project = projects.find((one) => one.projectId === projectId);
    if (project) form.setFieldsValue(nextYearOf(project));
  };
  if (projects.length === 0) return null;
  return (
    <Form.Item label={t.template} extra={t.templateHint} className="console-form-wide">
      <Select
        aria-label={t.template}
        placeholder={t.templateNone}
        onChange={begin}
        options={projects.map((project) => ({ value: project.projectId, label: projectName(project, say) }))}
      />
    </Form.Item>
  );
}
