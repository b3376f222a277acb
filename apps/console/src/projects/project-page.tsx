/** One project: progress by status, day, department, major and class; stalled students; the export of photos. */
import { identityCheckList, pathOf, remainingOpenDays } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Skeleton, Tabs, Typography } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { lastOpenDay } from "../lib/amounts.ts";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { projectName, projectTitle } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { PhotoExport } from "../parts/photo-export.tsx";
import { type Place, PlaceChoice } from "../parts/place-choice.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { StudentSearch } from "./find-student-page.tsx";
import { MissingStudents } from "./missing-students.tsx";
import { ProgressBy } from "./progress-groups.tsx";
import { ProgressOverview } from "./progress-overview.tsx";
import { progressWords } from "./progress-words.ts";
import { SiteDays } from "./site-days.tsx";
import { StalledStudents } from "./stalled-students.tsx";

const everyMs = 30_000;

export default function ProjectPage() {
  const t = useWords(progressWords);
  const translate = useTranslate();
  const staff = useStaff();
  const navigate = useNavigate();
  const { projectId = "" } = useParams();
  const params = { projectId };
  const project = useAnswer("readProject", { params });
  const { value, problem, refetch } = useAnswer("readProjectProgress", { params }, { everyMs });
  const [place, setPlace] = useState<Place>({});
  const { values, showInDrawer } = useAddress(["tab"]);
  const name = [project.value ? projectName(project.value, translate) : "", staff.department]
    .filter(Boolean)
    .join(" · ");
  const isSchool = hasRole(staff, ["school-admin"]);
  /** Parts about all departments are hidden from staff of one department. */
  const hasFullScope = staff.department === null;
  const actions = (
    <>
      {hasFullScope && (
        <Button onClick={() => void navigate(`/projects/${projectId}/entry-poster`)}>
          {t.poster}
        </Button>
      )}
      {hasFullScope && (
        <Button onClick={() => void navigate(`/projects/${projectId}/report`)}>{t.report}</Button>
      )}
      {isSchool && (
        <Button onClick={() => void navigate(`/projects/${projectId}/print`)}>{t.print}</Button>
      )}
      <Flex gap={8} align="center">
        <Typography.Text type="secondary">{t.exported}</Typography.Text>
        <PlaceChoice classes={value?.classes ?? []} place={place} choose={setPlace} />
      </Flex>
      <PhotoExport projectId={projectId} place={place} />
      <ExportButton kind="school-collections" filters={{ projectId, ...place }} />
    </>
  );
  const tabs = value
    ? [
        {
          key: "all",
          label: t.byState,
          children: (
            <ProgressOverview
              projectId={projectId}
              progress={value}
              closesAt={project.value?.closesAt}
              changed={refetch}
            />
          ),
        },
        { key: "groups", label: t.groups, children: <ProgressBy name={name} progress={value} /> },
        ...(isSchool || !hasFullScope
          ? [
              {
                key: "missing",
                label: t.missing,
                children: <MissingStudents projectId={projectId} name={name} />,
              },
            ]
          : []),
        { key: "stalled", label: t.stalled, children: <StalledStudents projectId={projectId} /> },
        ...(hasFullScope
          ? [
              {
                key: "identity",
                label: t.identity,
                children: <IdentityChecks projectId={projectId} />,
              },
              { key: "site-days", label: t.siteDays, children: <SiteDays projectId={projectId} /> },
            ]
          : []),
      ]
    : [];
  // A link may name a tab that this role does not have.
  const visible = tabs.find(({ key }) => key === values.tab) ?? tabs[0];
  return (
    <Page
      title={projectTitle(name, t.title)}
      about={t.about}
      back={{ to: "/projects", words: t.back }}
      actions={actions}
    >
      <Flex gap={16} align="center" wrap>
        {project.value && <Window {...project.value} />}
        {(isSchool || !hasFullScope) && <StudentSearch />}
      </Flex>
      <ProblemNote problem={problem} refetch={refetch} />
      {!value && !problem && <Skeleton active />}
      {visible && (
        <Tabs activeKey={visible.key} onChange={(tab) => showInDrawer({ tab })} items={tabs} />
      )}
    </Page>
  );
}

/** Whether the project is open, and until when. */
function Window({ state, label, tone, closesAt }: RouteAnswer<"readProject">) {
  const t = useWords(progressWords);
  const left = state === "open" ? remainingOpenDays(closesAt, Date.now()) : 0;
  return (
    <Flex gap={8} align="center" wrap>
      <ToneTag label={label} tone={tone} />
      <Typography.Text>
        {t.lastDay(lastOpenDay(closesAt))}
        {left > 0 && t.daysLeft(left)}
      </Typography.Text>
    </Flex>
  );
}

const identityWords = wordsOf(
  {
    about: "学信网正在核验身份的学生。身份材料由学生提交，学校下载后按学信网的要求转交。",
    take: "下载身份材料",
    none: "学生尚未提交",
  },
  {
    about:
      "Students whose identity CHSI is checking. They submit the evidence; the school downloads it and passes it on as CHSI asks.",
    take: "Download the evidence",
    none: "Nothing submitted yet",
  },
);

/** Students whose identity the registry must check, with the evidence for the school to forward. */
function IdentityChecks({ projectId }: { readonly projectId: string }) {
  const t = useWords(identityWords);
  const mayTake = hasRole(useStaff(), ["school-admin"]);
  return (
    <DataList
      list={identityCheckList}
      inputOf={(query) => ({ params: { projectId }, query })}
      rowsOf={({ students }) => students}
      above={() => <Typography.Text type="secondary">{t.about}</Typography.Text>}
      cells={{
        displayedName: ({ student }) => student.name,
        displayedNumber: ({ student }) => student.studentNumber,
        displayedDepartment: ({ student }) => student.department,
        take: ({ collectionId, evidence }) => {
          if (evidence === 0) return t.none;
          return (
            mayTake && <Button href={pathOf("takeEvidence", { collectionId })}>{t.take}</Button>
          );
        },
      }}
    />
  );
}
