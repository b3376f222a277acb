/** One collection at customer service's desk: whose it is and where it stands, its story, what can be done. */
import { Card, Descriptions, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { moment, yuan } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { ActionsPanel } from "./actions-panel.tsx";
import { CallerCard } from "./caller-card.tsx";
import { CasesCard } from "./cases-card.tsx";
import { PhotoDrawer } from "./photo-drawer.tsx";
import "./service.css";
import { SearchBox } from "./search-box.tsx";
import type { ServiceCollection } from "./service-collection.ts";
import { serviceWords } from "./service-words.ts";
import { TimeLine } from "./time-line.tsx";
import { useSearch } from "./use-search.ts";

const everyMs = 10_000;

export default function CollectionPage() {
  const t = useWords(serviceWords);
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const { collectionId = "" } = useParams();
  const { value, problem, refetch } = useAnswer("readCollectionForService", { params: { collectionId } }, { everyMs });
  const { busy, problem: notFound, find } = useSearch();
  const [attemptId, setAttemptId] = useState<string | null>(null);
  // While the next collection is on its way, the one before must not be taken for it.
  const shown = value?.collectionId === collectionId ? value : null;
  const go = async (text: string): Promise<void> => {
    const only = await find(text);
    // Refused, or one is under way: what is said of it stands here.
    if (only === undefined) return;
    void navigate(only ? `/service/${only.collectionId}` : "/service");
  };
  return (
    <Page title={shown ? shown.student.nameMasked : t.title} back={{ to: "/service", words: t.back }}>
      <SearchBox initial="" busy={busy} find={(text) => void go(text)} />
      <ProblemNote problem={notFound} />
      <ProblemNote problem={problem} refetch={refetch} />
      {!shown && !problem && <Skeleton active />}
      {shown && (
        <>
          <Head collection={shown} />
          <div className="service-columns">
            <Flex vertical gap={16}>
              <CasesCard
                collectionId={collectionId}
                cases={shown.cases}
                changed={() => invalidate("readCollectionForService", "listServiceCases")}
              />
              <Card size="small" title={t.story}>
                <TimeLine entries={shown.timeLine} cut={shown.timeLineCut} showPhoto={setAttemptId} />
              </Card>
            </Flex>
            <div className="service-side">
              <CallerCard key={collectionId} collectionId={collectionId} />
              <ActionsPanel collection={shown} done={() => invalidate("readCollectionForService")} />
            </div>
          </div>
          {attemptId !== null && (
            <PhotoDrawer collectionId={collectionId} attemptId={attemptId} close={() => setAttemptId(null)} />
          )}
        </>
      )}
    </Page>
  );
}

function Head({ collection }: { readonly collection: ServiceCollection }) {
  const t = useWords(serviceWords);
  const say = useSay();
  const { student, project, submission, correctionOpenedAt, tone, label } = collection;
  const place = [student.department, student.major, student.className].filter((part) => part !== null).join(" · ");
  const due =
    submission && `${moment(submission.reviewDueAt)}${submission.reviewDueCertain ? "" : ` (${t.dueUncertain})`}`;
  const items = [
    { key: "state", label: t.state, children: <ToneTag tone={tone} label={label} /> },
    { key: "number", label: t.number, children: student.studentNumberMasked },
    { key: "school", label: t.school, children: project.schoolName },
    { key: "category", label: t.category, children: `${say(project.categoryLabel)} ${project.graduationYear}` },
    { key: "department", label: t.department, children: place },
    { key: "fee", label: t.fee, children: yuan(collection.feeFen) },
    ...(due && collection.state === "in_review" ? [{ key: "due", label: t.dueBy, children: due }] : []),
    ...(correctionOpenedAt
      ? [{ key: "correction", label: t.correctionOpen, children: moment(correctionOpenedAt) }]
      : []),
    {
      key: "id",
      label: t.id,
      children: <Typography.Text copyable>{collection.collectionId}</Typography.Text>,
    },
  ];
  return (
    <Card size="small">
      <Flex vertical>
        <Descriptions size="small" column={{ xs: 1, md: 2, xl: 3 }} items={items} />
      </Flex>
    </Card>
  );
}
