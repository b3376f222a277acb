/** Projects of a school: terms, period, status; adding one, copying last year's. Departments only read them. */
import {
  educationCategories,
  type FixedTerm,
  fixedTermsOf,
  isEducationCategory,
  isRefundRule,
  projectList,
  refundRules,
  remainingOpenDays,
} from "@gradphoto/domain";
import { Alert, Button, Flex, Form, Typography } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../lib/client.ts";
import { useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { usePhotoSpecs } from "../lib/use-photo-specs.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ConfirmDialog, useConfirmedMenuItem } from "../parts/confirm-dialog.tsx";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import type { MergeField } from "../parts/form/merge.ts";
import { MoreMenu } from "../parts/more-menu.tsx";
import { projectName } from "../parts/options.ts";
import { LastOpenDay } from "../parts/page.tsx";
import { PhotoExportDialog } from "../parts/photo-export.tsx";
import { NewProject } from "./new-project.tsx";
import { BasicFields, PhotoFields, ServiceFields } from "./project-fields.tsx";
import type { Project } from "./project-form.ts";
import { formValuesOf, mergedFields, type ProjectFormValues, termsOf } from "./project-form.ts";
import { projectWords } from "./project-words.ts";

interface Props {
  readonly project: Project;
  readonly close: () => void;
  readonly done: () => void;
}

const widthPx = 720;

/** Edits the terms of a project. */
function ChangeProject({ project, close, done }: Props) {
  const t = useWords(projectWords);
  const translate = useTranslate();
  const invalidate = useInvalidate();
  const mergeFields = useMergeFields();
  const [latest, setLatest] = useState(project);
  const { projectId } = project;
  const compare = async () => {
    invalidate("listProjects");
    const answer = await call("readProject", { params: { projectId } });
    if (!answer.ok || answer.value.version === latest.version) return null;
    setLatest(answer.value);
    return { base: formValuesOf(latest), saved: formValuesOf(answer.value) };
  };
  return (
    <FormDialog<"changeProject", ProjectFormValues>
      title={t.changing(projectName(project, translate))}
      send={t.save}
      width={widthPx}
      route="changeProject"
      initial={formValuesOf(project)}
      inputOf={(entered) => ({
        params: { projectId },
        body: { ...termsOf(entered, latest), version: latest.version },
      })}
      done={done}
      mergeFields={mergeFields}
      refused={compare}
      close={close}
    >
      <TermFields project={latest} />
    </FormDialog>
  );
}

/** Fields of a project, to choose between two versions of it. */
function useMergeFields(): readonly MergeField[] {
  const labels = useWords(projectWords);
  const translate = useTranslate();
  const { specs } = usePhotoSpecs();
  const formats: Readonly<
    Partial<Record<(typeof mergedFields)[number], (text: string) => string>>
  > = {
    category: (text) => (isEducationCategory(text) ? translate(educationCategories[text]) : text),
    refundRule: (text) => (isRefundRule(text) ? translate(refundRules[text]) : text),
    specId: (text) =>
      specs.filter(({ spec }) => spec.id === text).map(({ spec }) => translate(spec.name))[0] ??
      text,
  };
  return mergedFields.map((name) => ({
    names: [name],
    label: labels[name],
    format: formats[name],
  }));
}

/** Fields that students have already agreed to are hidden; the reason is stated once. */
function TermFields({ project: { collections, specId: previous } }: { readonly project: Project }) {
  const t = useWords(projectWords);
  const { role } = useStaff();
  const chosen: unknown = Form.useWatch("specId");
  const fixedWith = (after: unknown): readonly FixedTerm[] =>
    collections > 0
      ? fixedTermsOf(role, {
          before: previous,
          after: typeof after === "string" ? after : previous,
        })
      : [];
  const fixed = fixedWith(chosen);
  const mayChoose = (specId: string): boolean => !fixedWith(specId).includes("specId");
  return (
    <>
      {collections > 0 && (
        <Alert type="info" showIcon title={t.fixed} style={{ marginBottom: 16 }} />
      )}
      <BasicFields fixed={fixed} />
      <PhotoFields fixed={fixed} mayChoose={mayChoose} />
      <ServiceFields fixed={fixed} />
    </>
  );
}

const soonDays = 7;

/** Last day, and for an open project the days that are left. */
function Closing({ state, closesAt }: Project) {
  const t = useWords(projectWords);
  const left = state === "open" ? remainingOpenDays(closesAt, Date.now()) : 0;
  return (
    <>
      <LastOpenDay closesAt={closesAt} />
      <Typography.Text
        type={left <= soonDays ? "danger" : "secondary"}
        style={{ display: "block" }}
      >
        {left > 0 && t.left(left)}
      </Typography.Text>
    </>
  );
}

/** Actions that do not fit wrap into a second line, so that figures stay visible. */
const actionsWidth = { ofSchool: 204, ofAll: "clamp(144px, 100vw - 880px, 204px)" };

export default function ProjectsPage() {
  const t = useWords(projectWords);
  const { school, department } = useStaff();
  const navigate = useNavigate();
  const translate = useTranslate();
  const askingItem = useConfirmedMenuItem();
  const [exported, setExported] = useState<string | null>(null);
  return (
    <>
      <ListPage
        words={department === null ? t : { ...t, about: t.aboutDepartment(department) }}
        list={projectList}
        inputOf={(query) => ({ query })}
        rowsOf={({ projects }) => projects}
        without={school ? ["schoolName", "schoolCode"] : []}
        cells={({ edit, changed }) => ({
          closesAt: (row) => <Closing {...row} />,
          actions: (row) => {
            const open = (
              <Button size="small" onClick={() => void navigate(`/projects/${row.projectId}`)}>
                {t.progress}
              </Button>
            );
            if (department !== null) return open;
            const input = { params: { projectId: row.projectId } };
            const isDraft = row.confirmedAt === null;
            const subject = projectName(row, translate);
            const more = [
              ...(school && row.completed > 0
                ? [{ key: "photos", label: t.newPhotos, onClick: () => setExported(row.projectId) }]
                : []),
              askingItem(subject, {
                label: t.copy,
                question: t.copySure,
                route: "copyProject",
                input,
                done: changed,
              }),
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
              <Flex
                gap={6}
                wrap
                style={{ width: school ? actionsWidth.ofSchool : actionsWidth.ofAll }}
              >
                {open}
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
        dialog={
          department === null
            ? ({ row, ...over }) =>
                row ? <ChangeProject project={row} {...over} /> : <NewProject {...over} />
            : undefined
        }
      />
      {exported !== null && (
        <PhotoExportDialog
          share="new"
          projectId={exported}
          place={{}}
          close={() => setExported(null)}
        />
      )}
    </>
  );
}
