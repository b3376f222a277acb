/**
 * Projects of a school: terms, period, status; adding one, copying last year's. Staff of a department can only read
 * them.
 */
import { type FixedTerm, fixedTermsOf, projectList } from "@gradphoto/domain";
import { Alert, Button, Flex, Form } from "antd";
import { useNavigate } from "react-router";
import { useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ConfirmDialog, useConfirmedMenuItem } from "../parts/confirm-dialog.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { MoreMenu } from "../parts/more-menu.tsx";
import { projectName } from "../parts/options.ts";
import { LastOpenDay, Page } from "../parts/page.tsx";
import { NewProject } from "./new-project.tsx";
import { BasicFields, PhotoFields, ServiceFields } from "./project-fields.tsx";
import type { Project } from "./project-form.ts";
import { formValuesOf, type ProjectFormValues, termsOf } from "./project-form.ts";
import { projectWords } from "./project-words.ts";

interface Props {
  /** null: a new one. */
  readonly project: Project | null;
  readonly close: () => void;
  readonly done: () => void;
}

const widthPx = 720;

/** Adds a project step by step, or edits the terms of one. */
function ProjectDialog({ project, close, done }: Props) {
  const t = useWords(projectWords);
  const translate = useTranslate();
  const invalidate = useInvalidate();
  if (project === null) return <NewProject close={close} done={done} />;
  const { projectId, version } = project;
  return (
    <FormDialog<"changeProject", ProjectFormValues>
      title={t.changing(projectName(project, translate))}
      send={t.save}
      width={widthPx}
      route="changeProject"
      initial={formValuesOf(project)}
      inputOf={(entered) => ({ params: { projectId }, body: { ...termsOf(entered), version } })}
      done={done}
      // After a refusal the list is reloaded, so that the dialog starts from what another person has saved.
      refused={() => invalidate("listProjects")}
      close={close}
    >
      <TermFields project={project} />
    </FormDialog>
  );
}

/** Fields that students have already agreed to are disabled; the reason is stated once. */
function TermFields({ project: { collections, specId: previous } }: { readonly project: Project }) {
  const t = useWords(projectWords);
  const { role } = useStaff();
  const chosen: unknown = Form.useWatch("specId");
  const fixedWith = (after: unknown): readonly FixedTerm[] =>
    collections > 0
      ? fixedTermsOf(role, { before: previous, after: typeof after === "string" ? after : previous })
      : [];
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

/**
 * Actions that do not fit wrap into a second line, so that figures stay visible; earlier where schools are named too.
 */
const actionsWidth = { ofSchool: 204, ofAll: "clamp(144px, 100vw - 880px, 204px)" };

export default function ProjectsPage() {
  const t = useWords(projectWords);
  const { school, department } = useStaff();
  const navigate = useNavigate();
  const translate = useTranslate();
  const askingItem = useConfirmedMenuItem();
  if (department !== null) return <ProjectsToRead department={department} />;
  return (
    <ListPage
      words={t}
      list={projectList}
      inputOf={(query) => ({ query })}
      rowsOf={({ projects }) => projects}
      without={school ? ["schoolName", "schoolCode"] : []}
      cells={({ edit, changed }) => ({
        closesAt: ({ closesAt }) => <LastOpenDay closesAt={closesAt} />,
        actions: (row) => {
          const input = { params: { projectId: row.projectId } };
          const isDraft = row.confirmedAt === null;
          const subject = projectName(row, translate);
          const more = [
            askingItem(subject, { label: t.copy, question: t.copySure, route: "copyProject", input, done: changed }),
            ...(isDraft
              ? [
                  askingItem(subject, {
                    label: t.discard,
                    question: t.discardSure,
                    route: "discardProject",
                    input,
                    done: changed,
                    danger: true,
                  }),
                ]
              : []),
          ];
          return (
            <Flex gap={6} wrap style={{ width: school ? actionsWidth.ofSchool : actionsWidth.ofAll }}>
              <Button size="small" onClick={() => void navigate(`/projects/${row.projectId}`)}>
                {t.progress}
              </Button>
              <Button size="small" onClick={() => edit(row)}>
                {t.change}
              </Button>
              {isDraft && (
                <ConfirmDialog
                  label={t.confirm}
                  question={t.confirmSure}
                  route="confirmProject"
                  input={input}
                  done={changed}
                />
              )}
              <MoreMenu items={more} />
            </Flex>
          );
        },
      })}
      dialog={({ row, ...over }) => <ProjectDialog project={row} {...over} />}
    />
  );
}

function ProjectsToRead({ department }: { readonly department: string }) {
  const t = useWords(projectWords);
  const navigate = useNavigate();
  return (
    <Page title={t.title} about={t.aboutDepartment(department)}>
      <DataList
        list={projectList}
        inputOf={(query) => ({ query })}
        rowsOf={({ projects }) => projects}
        without={["schoolName", "schoolCode"]}
        cells={{
          closesAt: ({ closesAt }) => <LastOpenDay closesAt={closesAt} />,
          actions: ({ projectId }) => (
            <Button size="small" onClick={() => void navigate(`/projects/${projectId}`)}>
              {t.progress}
            </Button>
          ),
        }}
      />
    </Page>
  );
}
