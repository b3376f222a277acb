/** Projects of a school: terms, window, state; adding one, copying last year's. A department reads them alone. */
import { projectList } from "@gradphoto/domain";
import { Button, Flex } from "antd";
import { useNavigate } from "react-router";
import { firstOpen } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useSay, useWords } from "../lib/words.ts";
import { AskFirst, useAskingItem } from "../parts/ask-first.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { LastOpen } from "../parts/last-open.tsx";
import { MoreMenu } from "../parts/more-menu.tsx";
import { Page } from "../parts/page.tsx";
import { projectName } from "../parts/project-name.ts";
import { ProjectDialog } from "./project-dialog.tsx";
import { projectWords } from "./project-words.ts";

/** What does not fit stands in a second line, so that the figures beside it stay in sight: sooner where schools are named too. */
const actionsWidth = { ofSchool: 204, ofAll: "clamp(144px, 100vw - 880px, 204px)" };

export default function ProjectsPage() {
  const t = useWords(projectWords);
  const { school, department } = useStaff();
  const navigate = useNavigate();
  const say = useSay();
  const askingItem = useAskingItem();
  if (department !== null) return <ProjectsToRead department={department} />;
  return (
    <ListPage
      words={t}
      list={projectList}
      inputOf={(query) => ({ query })}
      rowsOf={({ projects }) => projects}
      without={school ? ["schoolName", "schoolCode"] : []}
      cells={({ edit, changed }) => ({
        opensAt: ({ opensAt }) => firstOpen(opensAt),
        closesAt: ({ closesAt }) => <LastOpen closesAt={closesAt} />,
        actions: (row) => {
          const input = { params: { projectId: row.projectId } };
          const isDraft = row.confirmedAt === null;
          const subject = projectName(row, say);
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
                <AskFirst
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
          opensAt: ({ opensAt }) => firstOpen(opensAt),
          closesAt: ({ closesAt }) => <LastOpen closesAt={closesAt} />,
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
