/** The photo before it is sent: 上传 or 重拍; a cut connection is taken up again under the same key. */
import { uploadedPicture } from "@gradphoto/domain";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Progress } from "../../parts/progress.tsx";
import { WholePicture } from "../../parts/whole-picture.tsx";
import { replacePage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { keepPhotoDraft, photoDraft } from "../../state/photo-draft.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "确认照片",
    question: "照片清楚吗？",
    ask: ["脸部清晰，光线均匀", "头发、双肩完整，拍到胸部", "由他人拍摄，没有美颜"],
    upload: "上传",
    retake: "重拍",
    sending: (percent: number) => `正在上传 ${percent}%`,
    received: "照片已送达，正在保存…",
    hidden: "这里无法显示这张照片，仍可以上传，由系统检查。如果它不是照片，请重新选取。",
    tooLarge: (mb: string) => `这张照片有 ${mb} MB，超过 10 MB。请用原相机重新拍摄，或选一张较小的照片。`,
    lost: "没有待上传的照片。请返回重新拍摄或选取。",
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
    retake: "Retake",
    sending: (percent) => `Uploading ${percent}%`,
    received: "The photo has arrived and is being stored…",
    hidden:
      "This photo cannot be shown here. You may still upload it and it will be checked; if it is no photo, please choose another.",
    tooLarge: (mb) =>
      `This photo has ${mb} MB; 10 MB are allowed. Please take it with the phone's own camera, or choose a smaller one.`,
    lost: "There is no photo to upload. Please go back and take or choose one.",
    photo: "The photo to upload",
    keep: "If the connection breaks, the photo stays here; tap upload to continue.",
  },
);

export default function Preview() {
  const words = useWords(wordTable);
  const param = usePageParams();
  const collectionId = param("collectionId");
  const [draft] = useState(photoDraft);
  const [share, setShare] = useState<number | null>(null);
  const [hidden, setHidden] = useState(false);
  const act = useAct();
  const retake = () => replacePage("rules", { collectionId });
  if (!draft) {
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
      replacePage("standard", { collectionId, attemptId: answer.value.attemptId });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={2}
      foot={
        <>
          <Button id="upload" busy={act.busy} off={tooLarge} onTap={() => void upload()}>
            {words.upload}
          </Button>
          <Button id="retake" kind="second" off={act.busy} onTap={retake}>
            {words.retake}
          </Button>
        </>
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
      {hidden && !tooLarge && <Notice tone="warning">{words.hidden}</Notice>}
      {share !== null && (
        <div className="stack" role="status">
          <p className="text">{share < 1 ? words.sending(Math.round(share * 100)) : words.received}</p>
          <Progress share={share} label={words.upload} />
        </div>
      )}
      {tooLarge && <Notice tone="danger">{words.tooLarge((picture.bytes / 1024 / 1024).toFixed(1))}</Notice>}
      <ProblemNotice problem={act.problem} />
      {share === null && !tooLarge && !hidden && (
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
