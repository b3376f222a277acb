/** Adding a project, or changing one. */
import { findPhotoSpec, refundRules } from "@gradphoto/domain";
import { DatePicker, Form, Input, InputNumber, Select, Switch } from "antd";
import { useStaff } from "../lib/staff.ts";
import { useSay, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { categoryOptions, type Option, specOptions } from "../parts/options.ts";
import { projectName } from "../parts/project-name.ts";
import { type Entered, enteredOf, kilobytes, termsOf, usualTerms } from "./project-form.ts";
import type { Project } from "./project-row.ts";
import { projectWords } from "./project-words.ts";

interface Props {
  /** null: a new one. */
  readonly project: Project | null;
  readonly close: () => void;
  readonly done: () => void;
}

const widthPx = 720;

export function ProjectDialog({ project, close, done }: Props) {
  const t = useWords(projectWords);
  const say = useSay();
  const { school } = useStaff();
  const needed = useNeeded();
  if (project === null) {
    return (
      <FormDialog<"createProject", Entered>
        title={t.add}
        send={t.save}
        width={widthPx}
        route="createProject"
        initial={{ ...usualTerms(), ...(school && { schoolCode: school.schoolCode }) }}
        inputOf={(entered) => ({
          body: { ...termsOf(entered), schoolCode: school?.schoolCode ?? entered.schoolCode ?? "" },
        })}
        done={done}
        close={close}
      >
        {!school && (
          <Form.Item name="schoolCode" label={t.schoolCode} rules={needed}>
            <Input inputMode="numeric" maxLength={5} />
          </Form.Item>
        )}
        <TermFields />
      </FormDialog>
    );
  }
  const { projectId } = project;
  return (
    <FormDialog<"changeProject", Entered>
      title={t.changing(projectName(project, say))}
      send={t.save}
      width={widthPx}
      route="changeProject"
      initial={enteredOf(project)}
      inputOf={(entered) => ({ params: { projectId }, body: termsOf(entered) })}
      done={done}
      close={close}
    >
      <TermFields />
    </FormDialog>
  );
}

const ruleOptions: readonly Option[] = Object.entries(refundRules).map(([value, { zh, en }]) => ({
  value,
  label: { zh, en },
}));

function TermFields() {
  const t = useWords(projectWords);
  const say = useSay();
  const needed = useNeeded();
  const spec = findPhotoSpec(Form.useWatch("specId") ?? "");
  const choices = (options: readonly Option[]) => options.map(({ value, label }) => ({ value, label: say(label) }));
  return (
    <div className="console-form-grid">
      <Form.Item name="category" label={t.category} rules={needed}>
        <Select options={choices(categoryOptions)} />
      </Form.Item>
      <Form.Item name="graduationYear" label={t.year} rules={needed}>
        <InputNumber min={2000} max={2999} precision={0} />
      </Form.Item>
      <Form.Item name="feeYuan" label={t.feeYuan} rules={needed}>
        <InputNumber min={0} max={1000} precision={2} />
      </Form.Item>
      <Form.Item name="window" label={t.window} rules={needed}>
        <DatePicker.RangePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
      <Form.Item name="specId" label={t.spec} rules={needed}>
        <Select options={choices(specOptions)} />
      </Form.Item>
      <Form.Item
        label={t.fileKb}
        extra={spec && t.fileKbHint(kilobytes(spec.file), kilobytes(spec.widestFile ?? spec.file))}
        required
      >
        <Form.Item name="fileMinKb" noStyle rules={needed}>
          <InputNumber min={1} aria-label={`${t.fileKb} min`} />
        </Form.Item>{" "}
        –{" "}
        <Form.Item name="fileMaxKb" noStyle rules={needed}>
          <InputNumber min={1} aria-label={`${t.fileKb} max`} />
        </Form.Item>
      </Form.Item>
      <Form.Item name="refundRule" label={t.refundRule} rules={needed} className="console-form-wide">
        <Select options={choices(ruleOptions)} />
      </Form.Item>
      <Form.Item name="attemptsLimit" label={t.attempts} extra={t.attemptsHint}>
        <InputNumber min={1} max={1000} precision={0} />
      </Form.Item>
      <Form.Item name="reviewDays" label={t.reviewDays} rules={needed}>
        <InputNumber min={1} max={30} precision={0} />
      </Form.Item>
      <Form.Item name="retentionDays" label={t.retentionDays} rules={needed}>
        <InputNumber min={1} max={3650} precision={0} />
      </Form.Item>
      <Form.Item name="photoMaxAgeDays" label={t.photoMaxAgeDays} extra={t.photoMaxAgeDaysHint} rules={needed}>
        <InputNumber min={30} max={3650} precision={0} />
      </Form.Item>
      <Form.Item name="hotline" label={t.hotline} rules={needed}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="imageCheckBy" label={t.imageCheckBy} extra={t.imageCheckByHint}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="albumAllowed" label={t.album} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="clothing" label={t.clothing}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="printCaption" label={t.caption}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="notice" label={t.notice} className="console-form-wide">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </div>
  );
}
