/** 采集详情: status of the collection, its next step, and its history. */
import { beijingTime, collectionStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Badge, Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { SchoolNotice } from "../../parts/school-notice.tsx";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useStoredHotline } from "../../state/hotline.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { useUntil } from "../../words/amounts.ts";
import { studentFacts } from "../../words/student-words.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { collectionWords, nextWords, stepWords } from "./collection-words.ts";

definePageConfig({ navigationBarTitleText: "采集详情" });

const { label, tone } = collectionStates.paid;

export default function Collection() {
  const words = useWords(collectionWords);
  const next = useWords(nextWords);
  const param = usePageParams<"collection">();
  const collectionId = param("collectionId");
  const answer = useAnswer("readCollection", { params: { collectionId } });
  const attempts = useAnswer(
    "listAttempts",
    answer.value?.state === "ready" ? { params: { collectionId } } : null,
  );
  // After the photos were deleted, such as with the consent, there is none to submit.
  const isEmpty =
    answer.value?.state === "ready" &&
    attempts.value?.attempts.every(({ deleted }) => deleted) === true;
  useStoredHotline(answer.value?.project.customerService.hotline);
  const { step, page } = nextStepOf(isEmpty ? "paid" : (answer.value?.state ?? ""));
  return (
    <Page
      title={words.title}
      step={answer.value ? step : 1}
      foot={
        page && (
          <Button id="go-on" onTap={() => openPage(page, { collectionId })}>
            {next[page]}
          </Button>
        )
      }
    >
      <Loaded answer={answer}>
        {(collection) => (
          <Details collection={isEmpty ? { ...collection, label, tone } : collection} />
        )}
      </Loaded>
    </Page>
  );
}

function Details({ collection }: { readonly collection: RouteAnswer<"readCollection"> }) {
  const words = useWords(collectionWords);
  const facts = useWords(studentFacts);
  const translate = useTranslate();
  const until = useUntil();
  const { collectionId, student, project } = collection;
  const mayCorrect = collection.moves.some(({ move }) => move === "correct-identity");
  const wasRegistered = collection.history.some(({ move }) => move === "already-registered");
  const mayUpload = collection.moves.some(({ move }) => move === "upload");
  return (
    <>
      <div className="card">
        <div className="row row--between">
          <h2 className="title">{student.nameMasked}</h2>
          <Badge label={collection.label} tone={collection.tone} />
        </div>
        <Facts
          rows={[
            [facts.school, student.school],
            [
              words.category,
              `${translate(project.kindLabel)} · ${translate(project.categoryLabel)} · ${project.graduationYear}`,
            ],
            [words.closes, collection.final ? null : until(project.closesAt)],
            [facts.major, student.major],
            [facts.studentNumber, student.studentNumberMasked],
          ]}
        />
      </div>
      <SchoolNotice text={project.notice} />
      {collection.correctionOpenedAt !== null && (
        <Notice
          tone="warning"
          action={{
            label: words.correct,
            onTap: () =>
              openPage("code", {
                schoolCode: project.schoolCode,
                category: project.category,
                collectionId,
              }),
          }}
        >
          {words.correctionOpen}
        </Notice>
      )}
      {wasRegistered && <Notice>{words.alreadyRegistered}</Notice>}
      <Choices>
        {mayUpload && (
          <Choice leads onTap={() => openPage("helper-link", { collectionId })}>
            <span>{words.helper}</span>
            <span className="quiet">{words.helperAbout}</span>
          </Choice>
        )}
        <Choice leads onTap={() => openPage("rules", { collectionId })}>
          <span>{words.rules}</span>
        </Choice>
        <Choice leads onTap={() => openPage("payment", { collectionId })}>
          <span>{words.order}</span>
        </Choice>
        <Choice leads onTap={() => openPage("my-data")}>
          <span>{words.myData}</span>
          <span className="quiet">{words.myDataAbout}</span>
        </Choice>
        <Choice leads onTap={() => openPage("contact", { collectionId })}>
          <span>{words.contact}</span>
          {mayCorrect && <span className="quiet">{words.wrongData}</span>}
        </Choice>
      </Choices>
      <section className="card">
        <h2 className="heading">{words.history}</h2>
        <ol className="timeline">
          {[...collection.history].reverse().map((past) => (
            <li className="timeline__item" key={`${past.at}-${past.move}`}>
              <p className="text">
                {stepWords(translate(past.moveLabel), translate(past.stateLabel))}
              </p>
              <p className="quiet">
                {beijingTime(past.at)} · {translate(past.byLabel)}
                {past.reason && ` · ${translate(past.reason)}`}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
