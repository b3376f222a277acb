/** Fields of a project: its template, and its terms in three groups. */
import { type FixedTerm, refundRules } from "@gradphoto/domain";
import { DatePicker, Form, Input, InputNumber, Select, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { useAnswer } from "../lib/use-answer.ts";
import { usePhotoSpecs } from "../lib/use-photo-specs.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import {
  useChoicePlaceholder,
  useRangeRule,
  useRequiredChoice,
  useRequiredText,
} from "../parts/form/rules.ts";
import { categoryOptions, type Option, projectName } from "../parts/options.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { fileKbOf, kilobytes, nextYearOf, type ProjectFormValues } from "./project-form.ts";
import { projectWords } from "./project-words.ts";

/** More earlier projects than anybody looks through. */
const maxOffered = 50;

interface TemplateProps {
  /** null: the school is taken from the typed code. */
  readonly ownSchool: string | null;
  readonly chosen: string | null;
  readonly choose: (projectId: string) => void;
}

/** Earlier projects of a school as templates. */
export function TemplateField({ ownSchool, chosen, choose }: TemplateProps) {
  const t = useWords(projectWords);
  const translate = useTranslate();
  const prompt = useChoicePlaceholder();
  const form = Form.useFormInstance<ProjectFormValues>();
  const typed: unknown = Form.useWatch("schoolCode");
  const schoolCode =
    ownSchool ?? (typeof typed === "string" && /^\d{5}$/.test(typed) ? typed : null);
  const { value, problem } = useAnswer(
    "listProjects",
    schoolCode === null ? null : { query: { schoolCode, limit: maxOffered } },
  );
  const projects = value?.projects ?? [];
  const { specs } = usePhotoSpecs();
  const isReady = value !== undefined && specs.length > 0;
  const begin = (projectId: string): void => {
    const project = projects.find((one) => one.projectId === projectId);
    if (!project) return;
    form.setFieldsValue(nextYearOf(project));
    // A spec that new projects cannot use stays empty for the person to choose.
    if (!specs.some(({ spec, isRetired }) => spec.id === project.specId && !isRetired))
      form.setFieldValue("specId", undefined);
    choose(projectId);
  };
  // While the projects load, the field keeps its place, so that the fields below do not move.
  if (schoolCode === null || problem || value?.projects.length === 0) return null;
  return (
    <Form.Item label={t.template} extra={t.templateHint} className="console-form-wide">
      <Select
        aria-label={t.template}
        placeholder={prompt}
        loading={!isReady}
        disabled={!isReady}
        // A project of another school is not a valid choice.
        value={projects.some(({ projectId }) => projectId === chosen) ? chosen : null}
        onChange={begin}
        options={projects.map((project) => ({
          value: project.projectId,
          label: projectName(project, translate),
        }))}
      />
    </Form.Item>
  );
}

const ruleOptions: readonly Option[] = Object.entries(refundRules).map(([value, { zh, en }]) => ({
  value,
  label: { zh, en },
}));

/** Ten million bytes, the limit of the service, in whole kilobytes. */
const maxKb = Math.ceil(10_000_000 / 1024);

interface Fixed {
  /** Terms fixed because students have already started, which are not shown; none for a new project. */
  readonly fixed?: readonly FixedTerm[];
}

interface PhotoProps extends Fixed {
  /** Whether another spec may be chosen. */
  readonly mayChoose?: (specId: string) => boolean;
}

function useChoices() {
  const translate = useTranslate();
  return (options: readonly Option[]) =>
    options.map(({ value, label }) => ({ value, label: translate(label) }));
}

/** Audience, period and price. */
export function BasicFields({ fixed = [], children }: Fixed & { readonly children?: ReactNode }) {
  const t = useWords(projectWords);
  const needed = useRequiredText();
  const within = useRangeRule();
  const chosen = useRequiredChoice();
  const prompt = useChoicePlaceholder();
  const choices = useChoices();
  return (
    <div className="console-form-grid">
      {children}
      <Form.Item
        name="category"
        label={t.category}
        rules={chosen}
        hidden={fixed.includes("category")}
      >
        <Select placeholder={prompt} options={choices(categoryOptions)} />
      </Form.Item>
      {/* A minimum on the field itself would turn a typed 27 into 2000. */}
      <Form.Item
        name="graduationYear"
        label={t.graduationYear}
        rules={[...needed, { type: "number", min: 2000, max: 2999, message: t.fourDigits }]}
        hidden={fixed.includes("graduationYear")}
      >
        <InputNumber precision={0} />
      </Form.Item>
      <Form.Item name="opensOn" label={t.opensOn} rules={chosen}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="lastDay" label={t.lastDay} rules={chosen}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item
        name="feeYuan"
        label={t.feeYuan}
        rules={[...needed, within(0, 1000, 2)]}
        hidden={fixed.includes("feeFen")}
      >
        <InputNumber />
      </Form.Item>
    </div>
  );
}

/** Required photo. Another spec brings its own file size limits. */
export function PhotoFields({ fixed = [], mayChoose = () => true }: PhotoProps) {
  const t = useWords(projectWords);
  const needed = useRequiredText();
  const within = useRangeRule();
  const chosen = useRequiredChoice();
  const choices = useChoices();
  const form = Form.useFormInstance<ProjectFormValues>();
  const { specs, problem, refetch } = usePhotoSpecs();
  const specId: unknown = Form.useWatch("specId");
  const spec = specs.find((one) => one.spec.id === specId)?.spec;
  // A project keeps its spec after that is retired: it can be chosen again after another one.
  const [previous] = useState(() => form.getFieldsValue(["specId", "fileMinKb", "fileMaxKb"]));
  const offered = specs.filter(
    ({ spec: { id }, isRetired }) => id === previous.specId || (!isRetired && mayChoose(id)),
  );
  const mayMove = fixed.length > 0 && offered.length > 1;
  const choose = (chosen: string): void => {
    const chosenSpec = specs.find((one) => one.spec.id === chosen);
    // Choosing the project's own spec again restores its own file size limits.
    if (chosen === previous.specId) form.setFieldsValue(previous);
    else if (chosenSpec) form.setFieldsValue(fileKbOf(chosenSpec.spec));
  };
  const withinFile = within(1, maxKb, "any");
  const notBelowMin = {
    validator: async (_: unknown, max: unknown): Promise<void> => {
      const min: unknown = form.getFieldValue("fileMinKb");
      if (typeof min === "number" && typeof max === "number" && min > max)
        throw new Error(t.fileKbReversed);
    },
  };
  return (
    <div className="console-form-grid">
      <ProblemNote problem={problem} refetch={refetch} />
      <Form.Item
        name="specId"
        label={t.specId}
        extra={mayMove && t.anotherSpec}
        rules={chosen}
        hidden={fixed.length > 0 && !mayMove}
      >
        <Select
          loading={specs.length === 0}
          virtual={false}
          // Before the specs have loaded there is no name, and an id would be meaningless.
          labelRender={({ label }) => label ?? ""}
          options={choices(
            offered.map(({ spec: { id, name }, isRetired }) => ({
              value: id,
              label: isRetired ? { zh: t.retiredSpec(name.zh), en: t.retiredSpec(name.en) } : name,
            })),
          )}
          onChange={choose}
        />
      </Form.Item>
      <Form.Item
        label={t.fileKb}
        extra={spec && t.fileKbHint(kilobytes(spec.file), kilobytes(spec.widestFile ?? spec.file))}
        required
        hidden={fixed.includes("fileMinBytes")}
      >
        <Form.Item name="fileMinKb" noStyle rules={[...needed, withinFile]}>
          <InputNumber aria-label={`${t.fileKb} min`} />
        </Form.Item>{" "}
        –{" "}
        <Form.Item
          name="fileMaxKb"
          noStyle
          dependencies={["fileMinKb"]}
          rules={[...needed, withinFile, notBelowMin]}
        >
          <InputNumber aria-label={`${t.fileKb} max`} />
        </Form.Item>
      </Form.Item>
      <Form.Item
        name="photoMaxAgeDays"
        label={t.photoMaxAgeDays}
        extra={t.photoMaxAgeDaysHint}
        rules={[...needed, within(30, 3650)]}
        hidden={fixed.includes("photoMaxAgeDays")}
      >
        <InputNumber />
      </Form.Item>
      <Form.Item
        name="attemptsLimit"
        label={t.attemptsLimit}
        extra={t.attemptsHint}
        rules={[within(1, 1000)]}
      >
        <InputNumber />
      </Form.Item>
      <Form.Item name="albumAllowed" label={t.albumAllowed} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="tryBeforePay"
        label={t.tryBeforePay}
        extra={t.tryBeforePayHint}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="sheetReview"
        label={t.sheetReview}
        extra={t.sheetReviewHint}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="clothing" label={t.clothing}>
        <Input maxLength={60} />
      </Form.Item>
    </div>
  );
}

/** Promises and information for students. */
export function ServiceFields({ fixed = [] }: Fixed) {
  const t = useWords(projectWords);
  const needed = useRequiredText();
  const within = useRangeRule();
  const chosen = useRequiredChoice();
  const choices = useChoices();
  return (
    <div className="console-form-grid">
      <Form.Item
        name="refundRule"
        label={t.refundRule}
        rules={chosen}
        className="console-form-wide"
        hidden={fixed.includes("refundRule")}
      >
        <Select options={choices(ruleOptions)} />
      </Form.Item>
      <Form.Item name="reviewDays" label={t.reviewDays} rules={[...needed, within(1, 30)]}>
        <InputNumber />
      </Form.Item>
      <Form.Item
        name="retentionDays"
        label={t.retentionDays}
        rules={[...needed, within(1, 3650)]}
        hidden={fixed.includes("retentionDays")}
      >
        <InputNumber />
      </Form.Item>
      <Form.Item name="hotline" label={t.hotline} rules={needed}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="imageCheckBy" label={t.imageCheckBy} extra={t.imageCheckByHint}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="printCaption" label={t.printCaption} className="console-form-wide">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="notice" label={t.notice} className="console-form-wide">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </div>
  );
}
