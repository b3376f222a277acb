/** 照片标准化: progress while the engine works, then original and result with every finding; 提交 or 重拍. */
import { shouldRetake } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { AppealSheet } from "../../parts/appeal-sheet.tsx";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { useTakePhoto } from "../../parts/take-photo.tsx";
import { openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { usePolling } from "../../service/use-polling.ts";
import { useWatchedCollection } from "../../service/use-watched-collection.ts";
import { useWords } from "../../words/words.ts";
import { JudgedAttempt } from "./judged-attempt.tsx";
import { standardWords } from "./standard-words.ts";
import { Working } from "./working.tsx";

definePageConfig({ navigationBarTitleText: "照片标准化" });

/** Interval of reading the attempt again while the live status says that the loaded one is out of date. */
const pollEveryMs = 2000;
const pollUpToMs = 10_000;

/** In progress: no result, refusal or failure yet. */
const isInProgress = (attempt: RouteAnswer<"readAttempt"> | null): boolean =>
  attempt?.finishedAt === null;

/** True when the photo can be submitted. */
const isGood = ({
  verdict,
  deleted,
}: Pick<RouteAnswer<"listAttempts">["attempts"][number], "verdict" | "deleted">): boolean =>
  !deleted && verdict != null && verdict !== "refused";

export default function Standard() {
  const words = useWords(standardWords);
  const param = usePageParams<"standard">();
  const collectionId = param("collectionId");
  const collection = useAnswer("readCollection", { params: { collectionId } });
  const attempts = useAnswer("listAttempts", { params: { collectionId } });
  // The latest successful photo is submitted; a refused later one does not replace it.
  const linked = param("attemptId");
  const [chosen, setChosen] = useState(linked);
  const attemptId = chosen === "" ? (attempts.value?.attempts[0]?.attemptId ?? "") : chosen;
  const attempt = useAnswer(
    "readAttempt",
    attemptId === "" ? null : { params: { collectionId, attemptId } },
  );
  const inProgress = isInProgress(attempt.value);
  // The collection may have been read before the attempt finished: only a later answer offers the next step.
  const isFinished = attempt.value !== null && !inProgress;
  const { refetch: refetchState } = collection;
  useEffect(() => {
    if (isFinished) void refetchState();
  }, [isFinished, refetchState]);
  const watched = useWatchedCollection(collectionId, inProgress);
  const live = watched?.attempt?.attemptId === attemptId ? watched.attempt : null;
  const isStale = inProgress && live !== null && live.state !== attempt.value?.state;
  const { refetch: refetchAttempt } = attempt;
  useEffect(() => {
    if (isStale) void refetchAttempt();
  }, [isStale, refetchAttempt]);
  usePolling(attempt.refetch, isStale ? pollEveryMs : null, pollUpToMs);
  const moves = collection.value?.moves.map(({ move }) => move) ?? [];
  const mayUpload = moves.includes("upload");
  const maySubmit = moves.includes("submit") && attempt.value !== null && isGood(attempt.value);
  const isLast = attempts.value?.attempts[0]?.attemptId === attemptId;
  const canRequestReview =
    moves.includes("appeal") &&
    isLast &&
    attempt.value?.verdict === "refused" &&
    attempt.value.result !== null;
  const [asking, setAsking] = useState(false);
  const { take, sheet } = useTakePhoto({ collection: collection.value, collectionId });
  const isRetakeBetter = mayUpload && shouldRetake(attempt.value?.findings ?? []);
  const submitButton = maySubmit && (
    <Button
      id="submit"
      kind={isRetakeBetter ? "second" : "primary"}
      onTap={() => openPage("submit", { collectionId, attemptId })}
    >
      {isRetakeBetter ? words.submitAnyway : words.submit}
    </Button>
  );
  const made = attempts.value?.attempts.find(isGood);
  const earlierMade =
    !inProgress && !maySubmit && moves.includes("submit") && made?.attemptId !== attemptId
      ? made
      : null;
  return (
    <Page
      title={words.title}
      step={3}
      foot={
        attempt.value &&
        !inProgress && (
          <>
            {!isRetakeBetter && submitButton}
            {mayUpload && (
              <Button
                id="retake"
                kind={maySubmit && !isRetakeBetter ? "second" : "primary"}
                onTap={take}
              >
                {words.retake}
              </Button>
            )}
            {isRetakeBetter && submitButton}
            {canRequestReview && (
              <Button id="ask-person" kind="text" onTap={() => setAsking(true)}>
                {words.requestPerson}
              </Button>
            )}
          </>
        )
      }
    >
      <ProblemNotice
        problem={attempt.problem ? null : collection.problem}
        onRetry={() => void collection.refetch()}
      />
      {attempts.value && attemptId === "" && <Notice tone="warning">{words.none}</Notice>}
      {(attemptId !== "" || !attempts.value) && (
        <Loaded answer={attempt}>
          {(value) =>
            inProgress ? (
              <Working attempt={value} live={live} />
            ) : value.original === null ? (
              <Notice tone="warning">{words.deleted}</Notice>
            ) : (
              <JudgedAttempt
                key={value.attemptId}
                attempt={value}
                original={value.original.url}
                canRequestReview={canRequestReview}
                {...(earlierMade && {
                  action: {
                    label: words.earlier(earlierMade.number),
                    onTap: () => setChosen(earlierMade.attemptId),
                  },
                })}
              />
            )
          }
        </Loaded>
      )}
      {sheet}
      {asking && (
        <AppealSheet
          collectionId={collectionId}
          attemptId={attemptId}
          onClose={() => setAsking(false)}
          onDone={() => replacePage("review", { collectionId })}
        />
      )}
    </Page>
  );
}
