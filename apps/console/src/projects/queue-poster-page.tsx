/** Printed sheet with the queue's code, for the wall of the corridor. */
import { Button, Empty, Skeleton } from "antd";
import { useParams, useSearchParams } from "react-router";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { projectName } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { siteDayWords } from "./site-day-words.ts";
import "../parts/print.css";

export default function QueuePosterPage() {
  const t = useWords(siteDayWords);
  const translate = useTranslate();
  const { projectId = "" } = useParams();
  const [search] = useSearchParams();
  const params = { projectId };
  const project = useAnswer("readProject", { params });
  const days = useAnswer("listSiteDays", { params });
  const wanted = search.get("siteDay");
  const siteDay = days.value?.siteDays.find(
    ({ siteDayId }) => wanted === null || siteDayId === wanted,
  );
  const print = (
    <Button type="primary" disabled={!siteDay} onClick={() => window.print()}>
      {t.print}
    </Button>
  );
  return (
    <Page
      title={t.poster}
      back={{ to: `/projects/${projectId}?tab=site-days`, words: t.back }}
      actions={print}
    >
      <ProblemNote problem={project.problem ?? days.problem} />
      {!(days.value && project.value) && !(project.problem ?? days.problem) && <Skeleton active />}
      {days.value && !siteDay && (
        <Empty description={t.none}>
          <LinkButton to={`/projects/${projectId}?tab=site-days`}>{t.toSiteDays}</LinkButton>
        </Empty>
      )}
      {siteDay && project.value && (
        <div className="print-poster">
          <p className="print-poster-small">{projectName(project.value, translate)}</p>
          <p className="print-poster-title">{t.posterTitle}</p>
          <p className="print-poster-small">{siteDay.day}</p>
          <QrCode text={siteDay.queueUrl} label={t.queue} />
          <p className="print-poster-small">{t.posterAbout}</p>
          <p>{t.posterPrefix}</p>
        </div>
      )}
    </Page>
  );
}
