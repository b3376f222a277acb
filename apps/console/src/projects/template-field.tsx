/** Earlier projects of a school as templates. */
import { Form, Select } from "antd";
import { usePhotoSpecs } from "../lib/photo-specs.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { useChoicePlaceholder } from "../parts/form/rules.ts";
import { projectName } from "../parts/options.ts";
import { nextYearOf, type ProjectFormValues } from "./project-form.ts";
import { projectWords } from "./project-words.ts";

/** More earlier projects than anybody looks through. */
const offered = 50;

interface Props {
  /** null: the school is taken from the typed code. */
  readonly ownSchool: string | null;
  readonly chosen: string | null;
  readonly choose: (projectId: string) => void;
}

export function TemplateField({ ownSchool, chosen, choose }: Props) {
  const t = useWords(projectWords);
  const translate = useTranslate();
  const prompt = useChoicePlaceholder();
  const form = Form.useFormInstance<ProjectFormValues>();
  const typed: unknown = Form.useWatch("schoolCode");
  const schoolCode = ownSchool ?? (typeof typed === "string" && /^\d{5}$/.test(typed) ? typed : null);
  const { value, problem } = useAnswer(
    "listProjects",
    schoolCode === null ? null : { query: { schoolCode, limit: offered } },
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
        options={projects.map((project) => ({ value: project.projectId, label: projectName(project, translate) }))}
      />
    </Form.Item>
  );
}
