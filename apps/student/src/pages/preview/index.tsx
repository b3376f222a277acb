/** The photo before it is sent: 上传 or 重拍, then 照片标准化; a cut connection is taken up again under the same key. */
import { uploadedPicture } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Skeleton } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Progress } from "../../parts/progress.tsx";
import { WholePicture } from "../../parts/whole-picture.tsx";
import { platform } from "../../platform/index.ts";
import { openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { keepPhotoDraft, type PhotoDraft, photoDraft } from "../../state/photo-draft.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "确认照片",
    question: "照片清楚吗？",
    ask: ["脸部清晰，光线均匀", "头发、双肩完整，拍到胸部", "由他人拍摄，没有美颜"],
    upload: "上传",
    standardize: "照片标准化",
    sent: "照片已上传，正在为您制作标准照。",
    retake: "重拍",
    sending: (percent: number) => `正在上传 ${percent}%`,
    received: "照片已送达，正在保存…",
    hidden: "这里无法显示这张照片，仍可以上传，由系统检查。如果它不是照片，请重新选取。",
    tooLarge: (mb: string) => `这张照片有 ${mb} MB，超过 10 MB。请用原相机重新拍摄，或选一张较小的照片。`,
    turn: "旋转照片",
    notTurned: "这种照片不能在这里旋转。请在手机相册里转正，再重新选取。",
    lost: "这里没有待上传的照片。还没有上传的，请重新拍摄或选取；已经上传的，可在采集详情中查看。",
    photo: "待上传的照片",
    keep: "网络中断也没关系，照片会保留在本页，点击上传可继续。",
  },
  {
    title: "Check the photo",
    question: "Is it clear?",
    ask: [
      "Face sharp, light even",
      "Hair and shoulders complete, down to the chest",
      "Taken by another person, no filter",
    ],
    upload: "Upload",
    standardize: "See it made standard",
    sent: "The photo has arrived; your standard photo is being made.",
    retake: "Retake",
    sending: (percent) => `Uploading ${percent}%`,
    received: "The photo has arrived and is being stored…",
    hidden:
      "This photo cannot be shown here. You may still upload it and it will be checked; if it is no photo, please choose another.",
    tooLarge: (mb) =>
      `This photo has ${mb} MB; 10 MB are allowed. Please take it with the phone's own camera, or choose a smaller one.`,
    turn: "Turn the photo",
    notTurned: "This kind of photo cannot be turned here. Please turn it in the phone's album and choose it again.",
    lost: "There is no photo to upload here. One that was not sent has to be taken or chosen again; one that was is in your collection.",
    photo: "The photo to upload",
    keep: "If the connection breaks, the photo stays here; tap upload to continue.",
  },
);

export default function Preview() {
  const words = useWords(wordTable);
  const param = usePageParams<"preview">();
  const collectionId = param("collectionId");
  /** undefined: not known yet. */
  const [draft, setDraft] = useState<PhotoDraft | null>();
  useEffect(() => void photoDraft(collectionId).then(setDraft), [collectionId]);
  const [share, setShare] = useState<number | null>(null);
  const [hidden, setHidden] = useState(false);
  /** Of the photo that was sent. */
  const [attemptId, setAttemptId] = useState<string | null>(null);
  const [notTurned, setNotTurned] = useState(false);
  const act = useAct();
  const retake = () => {
    keepPhotoDraft(null);
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
  const tooLarge = picture.bytes > uploadedPicture.maxBytes;
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
      keepPhotoDraft(null);
      setAttemptId(answer.value.attemptId);
      return null;
    });
  const turn = () =>
    act.run(async () => {
      const turned = await platform.turnPicture(picture);
      setNotTurned(turned === null);
      if (turned === null) return null;
      // Other bytes are another upload.
      const next = { ...draft, picture: turned, idempotencyKey: newActKey() };
      keepPhotoDraft(next);
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
          <ProblemNotice problem={act.problem} onConsent={() => openPage("service", { collectionId, back: "page" })} />
        </>
      }
      foot={
        attemptId === null ? (
          <>
            <Button id="upload" busy={act.busy} off={tooLarge} onTap={() => void upload()}>
              {words.upload}
            </Button>
            <Button id="retake" kind="second" off={act.busy} onTap={retake}>
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
      {!hidden && (
        <div className="photo">
          <WholePicture
            className="photo__picture"
            src={picture.url}
            alt={words.photo}
            onError={() => setHidden(true)}
          />
        </div>
      )}
      {!hidden && attemptId === null && share === null && (
        <Button id="turn" kind="text" icon="turn" off={act.busy} onTap={() => void turn()}>
          {words.turn}
        </Button>
      )}
      {hidden && !tooLarge && <Notice tone="warning">{words.hidden}</Notice>}
      {attemptId === null && share === null && !tooLarge && !hidden && (
        <section className="stack">
          <h2 className="heading">{words.question}</h2>
          <ul className="numbered">
            {words.ask.map((line) => (
              <li key={line} className="text">
                · {line}
              </li>
            ))}
          </ul>
          <p className="quiet">{words.keep}</p>
        </section>
      )}
    </Page>
  );
}
