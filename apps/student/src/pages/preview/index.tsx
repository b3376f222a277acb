/**
 * Preview of the photo, checked on this phone where possible: 上传 or 重拍. An upload without a connection waits and
 * continues by itself under the same key.
 */
import { isOnItsSide, shouldRetake, uploadedPicture } from "@gradphoto/domain";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { PhonePhoto } from "../../parts/findings/findings.tsx";
import { Skeleton } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { FullPicture, fittedFrame } from "../../parts/picture.tsx";
import { Progress } from "../../parts/progress.tsx";
import { stepBarPlace } from "../../parts/step-bar.tsx";
import { useTakePhoto } from "../../parts/take-photo.tsx";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import { whenToCheck } from "../../platform/hold-engine.ts";
import { platform } from "../../platform/index.ts";
import { openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer, usePhotoSpec } from "../../service/use-answer.ts";
import { usePolling } from "../../service/use-polling.ts";
import { usePrecheck } from "../../service/use-precheck.ts";
import { storePhotoDraft, usePhotoDraft } from "../../state/photo-draft.ts";
import { isUnpaid } from "../../way/may-try.ts";
import { useWords } from "../../words/words.ts";
import { PhoneCheck } from "./phone-check.tsx";
import { previewWords } from "./preview-words.ts";

definePageConfig({ navigationBarTitleText: "确认照片" });

/** Retries where the browser does not report that the connection is back. */
const retryEveryMs = 5000;
const retryUpToMs = 60_000;

export default function Preview() {
  const words = useWords(previewWords);
  const param = usePageParams<"preview">();
  const collectionId = param("collectionId");
  const [draft, setDraft] = usePhotoDraft(collectionId);
  const collection = useAnswer("readCollection", { params: { collectionId } });
  const unpaid = isUnpaid(collection.value);
  const mayUpload = collection.value !== null && !unpaid;
  const { refetch } = collection;
  useEffect(() => platform.onOnline(() => void refetch()), [refetch]);
  const [share, setShare] = useState<number | null>(null);
  const [hidden, setHidden] = useState(false);
  /** Id of the uploaded photo. */
  const [attemptId, setAttemptId] = useState<string | null>(null);
  const [notTurned, setNotTurned] = useState(false);
  const act = useAct();
  const spec = usePhotoSpec(collectionId);
  const [when] = useState(whenToCheck);
  const [wished, setWished] = useState(false);
  const precheck = usePrecheck(
    attemptId === null ? (draft?.picture ?? null) : null,
    when === "at-once" || wished ? spec : null,
  );
  const [isWaiting, setWaiting] = useState(false);
  const [chosenCount, setChosenCount] = useState(0);
  const { take, sheet } = useTakePhoto({
    collection: collection.value,
    collectionId,
    onChosen: (next) => {
      setDraft(next);
      setHidden(false);
      setWaiting(false);
      setNotTurned(false);
      act.dismiss();
      setChosenCount((count) => count + 1);
    },
  });
  // The student may have scrolled to the last findings of the previous photo.
  useEffect(() => {
    if (chosenCount > 0) bringIntoSight(stepBarPlace);
  }, [chosenCount]);
  const upload = () =>
    act.run(async () => {
      if (!draft) return null;
      if (!platform.isOnline()) {
        setWaiting(true);
        return null;
      }
      setShare(0);
      const answer = await call("uploadAttempt", {
        params: { collectionId },
        query: { source: draft.source },
        picture: { picture: draft.picture, onProgress: setShare },
        idempotencyKey: draft.idempotencyKey,
      });
      setShare(null);
      const isUnreached = !answer.ok && answer.problem.code === "network-unreachable";
      setWaiting(isUnreached);
      if (!answer.ok) return isUnreached ? null : answer.problem;
      storePhotoDraft(null);
      setAttemptId(answer.value.attemptId);
      return null;
    });
  const retake = () => {
    // The old photo must not be sent while another one is chosen.
    setWaiting(false);
    take();
  };
  const latestUpload = useRef(upload);
  latestUpload.current = upload;
  useEffect(
    () => (isWaiting ? platform.onOnline(() => void latestUpload.current()) : undefined),
    [isWaiting],
  );
  usePolling(upload, isWaiting ? retryEveryMs : null, retryUpToMs);
  if (draft === undefined) {
    return (
      <Page title={words.title} step={2}>
        <Skeleton />
      </Page>
    );
  }
  if (draft === null) {
    return (
      <Page title={words.title} step={2} foot={<Button onTap={retake}>{words.retake}</Button>}>
        <Notice tone="warning">{words.lost}</Notice>
        {sheet}
      </Page>
    );
  }
  const { picture } = draft;
  const outcome = precheck.kind === "done" ? precheck.outcome : null;
  const tooLarge = picture.bytes > uploadedPicture.maxBytes;
  const findings = outcome?.report.findings ?? [];
  const isSideways = findings.some(isOnItsSide);
  const isDoubtful = outcome?.report.verdict === "refused" || shouldRetake(findings);
  const isGoodHere = outcome !== null && !isDoubtful;
  const isLeft = precheck.kind === "none" && precheck.isLeft;
  const turn = () =>
    act.run(async () => {
      const turned = await platform.turnPicture(picture);
      setNotTurned(turned === null);
      if (turned === null) return null;
      // Changed bytes are another upload and need a new key.
      const next = { ...draft, picture: turned, idempotencyKey: newActKey() };
      storePhotoDraft(next);
      setDraft(next);
      return null;
    });
  const retakeButton = (
    <Button
      id="retake"
      kind={isDoubtful && !isSideways ? "primary" : "second"}
      off={act.busy}
      onTap={retake}
    >
      {words.retake}
    </Button>
  );
  const turnButton = (
    <Button
      id="turn"
      kind={isSideways ? "primary" : "text"}
      icon="turn"
      off={act.busy}
      onTap={() => void turn()}
    >
      {words.turn}
    </Button>
  );
  return (
    <Page
      title={words.title}
      step={2}
      answer={
        <>
          {share !== null && (
            <div className="stack" role="status">
              <p className="text">
                {share < 1 ? words.sending(Math.round(share * 100)) : words.received}
              </p>
              <Progress share={share} label={words.upload} />
            </div>
          )}
          {isWaiting && share === null && <Notice tone="warning">{words.waiting}</Notice>}
          {tooLarge && (
            <Notice tone="danger">
              {words.tooLarge((picture.bytes / 1024 / 1024).toFixed(1))}
            </Notice>
          )}
          {notTurned && <Notice tone="warning">{words.notTurned}</Notice>}
          {attemptId !== null && <Notice tone="success">{words.sent}</Notice>}
          <ProblemNotice
            problem={collection.value ? null : collection.problem}
            onRetry={() => void collection.refetch()}
          />
          <ProblemNotice
            problem={act.problem}
            onConsent={() => openPage("service", { collectionId, back: "page" })}
          />
        </>
      }
      foot={
        attemptId === null ? (
          <>
            {isSideways && turnButton}
            {isDoubtful && retakeButton}
            {!collection.value ? null : unpaid ? (
              <Button
                id="pay-for-it"
                kind={isGoodHere ? "primary" : "second"}
                off={tooLarge}
                onTap={() => openPage("service", { collectionId })}
              >
                {isDoubtful ? words.payAnyway : words.payForIt}
              </Button>
            ) : (
              <Button
                id="upload"
                kind={isDoubtful ? "second" : "primary"}
                busy={act.busy}
                off={tooLarge}
                onTap={() => void upload()}
              >
                {isDoubtful ? words.uploadAnyway : words.upload}
              </Button>
            )}
            {!isDoubtful && retakeButton}
          </>
        ) : (
          <Button
            id="standardize"
            onTap={() => replacePage("standard", { collectionId, attemptId })}
          >
            {words.standardize}
          </Button>
        )
      }
    >
      <PhoneCheck state={precheck} mayUpload={mayUpload} />
      {isLeft && (unpaid || wished) && <Notice>{words.leftToService}</Notice>}
      {outcome && <PhonePhoto picture={picture} outcome={outcome} isPreview />}
      {!hidden && !outcome && (
        <div className={fittedFrame}>
          <FullPicture
            className="photo__picture"
            src={picture.url}
            alt={words.photo}
            onError={() => setHidden(true)}
          />
        </div>
      )}
      {!hidden && attemptId === null && share === null && !isSideways && turnButton}
      {when === "if-wished" && !wished && attemptId === null && (
        <section className="stack">
          <Button id="check-here" kind="second" onTap={() => setWished(true)}>
            {words.precheckWish}
          </Button>
          <p className="quiet">{words.precheckWishAbout}</p>
        </section>
      )}
      {hidden && !tooLarge && <Notice tone="warning">{words.hidden}</Notice>}
      {attemptId === null && share === null && !tooLarge && !hidden && !outcome && (
        <p className="text">{words.hints}</p>
      )}
      {sheet}
    </Page>
  );
}
