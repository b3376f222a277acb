/** Adding a project step by step, or changing the terms of one. */
import { type FixedTerm, fixedTermsOf } from "@gradphoto/domain";
import { Alert, Form } from "antd";
import { useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { projectName } from "../parts/project-name.ts";
import { NewProject } from "./new-project.tsx";
import { BasicFields, PhotoFields, ServiceFields } from "./project-fields.tsx";
import { type Entered, enteredOf, termsOf } from "./project-form.ts";
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
  const invalidate = useInvalidate();
  if (project === null) return <NewProject close={close} done={done} />;
  const { projectId, version } = project;
  return (
    <FormDialog<"changeProject", Entered>
      title={t.changing(projectName(project, say))}
      send={t.save}
      width={widthPx}
      route="changeProject"
      initial={enteredOf(project)}
      inputOf={(entered) => ({ params: { projectId }, body: { ...termsOf(entered), version } })}
      done={done}
      // Opened again, it begins from what another person has saved.
      refused={() => invalidate("listProjects")}
      close={close}
    >
      <TermFields project={project} />
    </FormDialog>
  );
}

/** What students who have started agreed to cannot be typed over, and why is said once. */
function TermFields({ project: { collections, specId: before } }: { readonly project: Project }) {
  const t = useWords(projectWords);
  const { role } = useStaff();
  const chosen: unknown = Form.useWatch("specId");
  const fixedWith = (after: unknown): readonly FixedTerm[] =>
    collections > 0 ? fixedTermsOf(role, { before, after: typeof after === "string" ? after : before }) : [];
  const fixed = fixedWith(chosen);
  const mayChoose = (specId: string): boolean => !fixedWith(specId).includes("specId");
  return (
    <>
      {collections > 0 && <Alert type="info" showIcon title={t.fixed} style={{ marginBottom: 16 }} />}
      <BasicFields fixed={fixed} />
      <PhotoFields fixed={fixed} mayChoose={mayChoose} />
      <ServiceFields fixed={fixed} />
    </>
  );
}
