/**
 * Preview of the photo, checked on this phone where possible: 上传 or 重拍; an interrupted upload is retried under the same
 * key.
 */
import { uploadedPicture } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { PhonePhoto } from "../../parts/findings/findings.tsx";
import { Skeleton } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { FullPicture } from "../../parts/picture.tsx";
import { Progress } from "../../parts/progress.tsx";
import { whenToCheck } from "../../platform/hold-engine.ts";
import { platform } from "../../platform/index.ts";
import { openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer, usePhotoSpec } from "../../service/use-answer.ts";
import { usePrecheck } from "../../service/use-precheck.ts";
import { storePhotoDraft, usePhotoDraft } from "../../state/photo-draft.ts";
import { isUnpaid } from "../../way/may-try.ts";
import { useWords } from "../../words/words.ts";
import { PhoneCheck } from "./phone-check.tsx";
import { previewWords } from "./preview-words.ts";

definePageConfig({ navigationBarTitleText: "确认照片" });

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
  const retake = () => {
    storePhotoDraft(null);
    replacePage("rules", { collectionId });
  };
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
      </Page>
    );
  }
  const { picture, source, idempotencyKey } = draft;
  const outcome = precheck.kind === "done" ? precheck.outcome : null;
  const tooLarge = picture.bytes > uploadedPicture.maxBytes;
  const isRefusedHere = outcome?.report.verdict === "refused";
  const isGoodHere = outcome !== null && !isRefusedHere;
  const isLeft = precheck.kind === "none" && precheck.isLeft;
  const upload = () =>
    act.run(async () => {
      setShare(0);
      const answer = await call("uploadAttempt", {
        params: { collectionId },
        query: { source },
        picture: { picture, onProgress: setShare },
        idempotencyKey,
      });
      setShare(null);
      if (!answer.ok) return answer.problem;
      storePhotoDraft(null);
      setAttemptId(answer.value.attemptId);
      return null;
    });
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
  return (
    <Page
      title={words.title}
      step={2}
      answer={
        <>
          {share !== null && (
            <div className="stack" role="status">
              <p className="text">{share < 1 ? words.sending(Math.round(share * 100)) : words.received}</p>
              <Progress share={share} label={words.upload} />
            </div>
          )}
          {tooLarge && <Notice tone="danger">{words.tooLarge((picture.bytes / 1024 / 1024).toFixed(1))}</Notice>}
          {notTurned && <Notice tone="warning">{words.notTurned}</Notice>}
          {attemptId !== null && <Notice tone="success">{words.sent}</Notice>}
          <ProblemNotice
            problem={collection.value ? null : collection.problem}
            onRetry={() => void collection.refetch()}
          />
          <ProblemNotice problem={act.problem} onConsent={() => openPage("service", { collectionId, back: "page" })} />
        </>
      }
      foot={
        attemptId === null ? (
          <>
            {!collection.value ? null : unpaid ? (
              <Button
                id="pay-for-it"
                kind={isGoodHere ? "primary" : "second"}
                off={tooLarge}
                onTap={() => openPage("service", { collectionId })}
              >
                {isRefusedHere ? words.payAnyway : words.payForIt}
              </Button>
            ) : (
              <Button
                id="upload"
                kind={isRefusedHere ? "second" : "primary"}
                busy={act.busy}
                off={tooLarge}
                onTap={() => void upload()}
              >
                {isRefusedHere ? words.uploadAnyway : words.upload}
              </Button>
            )}
            <Button id="retake" kind={isRefusedHere ? "primary" : "second"} off={act.busy} onTap={retake}>
              {words.retake}
            </Button>
          </>
        ) : (
          <Button id="standardize" onTap={() => replacePage("standard", { collectionId, attemptId })}>
            {words.standardize}
          </Button>
        )
      }
    >
      <PhoneCheck state={precheck} mayUpload={mayUpload} />
      {isLeft && (unpaid || wished) && <Notice>{words.leftToService}</Notice>}
      {outcome && <PhonePhoto picture={picture} outcome={outcome} />}
      {!hidden && !outcome && (
        <div className="photo">
          <FullPicture className="photo__picture" src={picture.url} alt={words.photo} onError={() => setHidden(true)} />
        </div>
      )}
      {!hidden && attemptId === null && share === null && (
        <Button id="turn" kind="text" icon="turn" off={act.busy} onTap={() => void turn()}>
          {words.turn}
        </Button>
      )}
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
        <section className="stack">
          <h2 className="heading">{words.question}</h2>
          <ul className="numbered">
            {words.hints.map((line) => (
              <li key={line} className="text">
                · {line}
              </li>
            ))}
          </ul>
          {mayUpload && <p className="quiet">{words.saving}</p>}
        </section>
      )}
    </Page>
  );
}
