/** Photo rules, right next to wrong, with links to the camera and the album. */
import { clauseJudges, clausesJudgedBy } from "@gradphoto/domain";
import { useState } from "react";
import { ruleScenes } from "../../drawings/rule-scenes.ts";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { SceneTile } from "../../parts/scene-tile.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { platform } from "../../platform/index.ts";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { storePhotoDraft, usePhotoDraft } from "../../state/photo-draft.ts";
import { isUnpaid, mayTry } from "../../way/may-try.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "拍照要求" });

const wordTable = wordsOf(
  {
    title: "拍照要求",
    intro: "照片将用于毕业证书和学历注册。请先看完七条要求，一次拍好。",
    noSelfie: "不可上传自拍照，必须请他人持手机为您拍摄。",
    clothing: (clothes: string) => `学校的着装要求：${clothes}`,
    recent: (days: number) => `请用 ${days} 天以内拍摄的照片。`,
    likeness: "请勿化妆、美颜：与高考照片比对不通过会影响毕业。",
    take: "拍照或从相册选取",
    camera: "拍照",
    album: "从相册选取",
    helper: "请人帮拍（用他人的手机）",
    albumClosed: "本项目须现场拍摄，不接受相册照片。",
    right: "正确",
    wrong: "错误",
    tryAbout: "付款前先试拍：照片只在您的手机里检查，不上传。合格了再付款，上传的就是这一张。",
    payFirst: "先付款，再拍照",
    confirmFirst: "先确认，再拍照",
    draft: "您刚才选的一张照片还没有上传。",
    seeDraft: "看一看",
    whoLooks: (machine: number, both: number, person: number) =>
      `这些要求和照片标准细分为 ${machine + both + person} 条细则：${machine} 条由机器检查，${both} 条机器检查、审核员也看，${person} 条只由审核员看，都列在下面。机器检查的结果，拍好后马上告诉您；审核员看的，请您自己先留意。`,
    ofClauses: (judge: string, count: number) => `${judge}（${count} 条）`,
    between: "；",
  },
  {
    title: "Photo rules",
    intro:
      "The photo goes on your diploma and into your registration at CHSI. Please read the seven rules first, and one try will be enough.",
    noSelfie: "No selfies: another person must hold the phone.",
    clothing: (clothes) => `Your school asks for these clothes: ${clothes}`,
    recent: (days) => `Please use a photo taken within ${days} days.`,
    likeness:
      "No make-up, no beauty filter: a face that does not match your entrance examination photo can hold up your graduation.",
    take: "Take a photo or choose one",
    camera: "Take a photo",
    album: "Choose from the album",
    helper: "Let someone else's phone take it",
    albumClosed: "This project asks for a photo taken now; the album is not accepted.",
    right: "Right",
    wrong: "Wrong",
    tryAbout:
      "Try before you pay: photos are checked on your phone alone and not sent. Once one is right, pay and upload that very one.",
    payFirst: "Pay first, then take the photo",
    confirmFirst: "Confirm first, then take the photo",
    draft: "A photo that you chose before has not been uploaded yet.",
    seeDraft: "See it",
    whoLooks: (machine, both, person) =>
      `These rules and the photo standard come down to ${machine + both + person} clauses, all listed below: ${machine} are checked by the machine, ${both} by the machine and a reviewer, ${person} by a reviewer alone. The machine answers at once; please mind those of the reviewer yourself.`,
    ofClauses: (judge, count) => `${judge} (${count})`,
    between: "; ",
  },
);

const countOf = (judge: keyof typeof clauseJudges): number => clausesJudgedBy(judge).length;

export default function Rules() {
  const words = useWords(wordTable);
  const translate = useTranslate();
  const param = usePageParams<"rules">();
  const collectionId = param("collectionId");
  const answer = useAnswer("readCollection", collectionId === "" ? null : { params: { collectionId } });
  const [choosing, setChoosing] = useState(false);
  const mayUpload = answer.value?.moves.some(({ move }) => move === "upload") ?? false;
  const isTry = mayTry(answer.value);
  const [draft] = usePhotoDraft(collectionId);
  const pick = async (source: "camera" | "album") => {
    setChoosing(false);
    if (source === "camera") return openPage("capture", { collectionId });
    const picture = await platform.pickPicture(source);
    if (!picture) return;
    storePhotoDraft({ collectionId, picture, source, idempotencyKey: newActKey() });
    openPage("preview", { collectionId });
  };
  return (
    <Page
      title={words.title}
      step={2}
      foot={
        mayUpload || isTry ? (
          <Button id="take-photo" icon="camera" onTap={() => setChoosing(true)}>
            {words.take}
          </Button>
        ) : (
          isUnpaid(answer.value) && (
            <Button id="pay-first" onTap={() => openPage("service", { collectionId })}>
              {answer.value?.feeFen === 0 ? words.confirmFirst : words.payFirst}
            </Button>
          )
        )
      }
    >
      {isTry && <Notice>{words.tryAbout}</Notice>}
      {draft && (mayUpload || isTry) && (
        <Notice action={{ label: words.seeDraft, onTap: () => openPage("preview", { collectionId }) }}>
          {words.draft}
        </Notice>
      )}
      <p className="text">{words.intro}</p>
      <Notice tone="warning">
        <p className="text">{words.noSelfie}</p>
        <p className="text">{words.likeness}</p>
      </Notice>
      {answer.value && answer.value.project.clothing !== "" && (
        <Notice>
          <p className="text">{words.clothing(answer.value.project.clothing)}</p>
        </Notice>
      )}
      <ProblemNotice problem={answer.problem} onRetry={() => void answer.refetch()} />
      {ruleScenes.map(({ rule, right, wrong }, index) => (
        <section className="stack" key={rule.zh}>
          <div className="numbered__item">
            <span className="numbered__number">{index + 1}</span>
            <p className="text grow">{translate(rule)}</p>
          </div>
          <div className="scenes">
            <SceneTile drawing={right.drawing} caption={translate(right.caption)} label={words.right} right />
            <SceneTile drawing={wrong.drawing} caption={translate(wrong.caption)} label={words.wrong} right={false} />
          </div>
        </section>
      ))}
      <section className="stack">
        <p className="quiet">{words.whoLooks(countOf("machine"), countOf("both"), countOf("person"))}</p>
        {(["machine", "both", "person"] as const).map((judge) => (
          <div key={judge}>
            <p className="text">{words.ofClauses(translate(clauseJudges[judge]), countOf(judge))}</p>
            <p className="quiet">
              {clausesJudgedBy(judge)
                .map(({ rule }) => translate(rule.text))
                .join(words.between)}
            </p>
          </div>
        ))}
      </section>
      {choosing && (
        <Sheet title={words.take} onClose={() => setChoosing(false)}>
          <Button id="from-camera" icon="camera" onTap={() => void pick("camera")}>
            {words.camera}
          </Button>
          {answer.value?.project.albumAllowed ? (
            <>
              <Button id="from-album" kind="second" icon="album" onTap={() => void pick("album")}>
                {words.album}
              </Button>
              <p className="quiet">{words.recent(answer.value.project.photoMaxAgeDays)}</p>
            </>
          ) : (
            <p className="quiet">{words.albumClosed}</p>
          )}
          {mayUpload && (
            <Button
              kind="text"
              icon="helper"
              onTap={() => {
                setChoosing(false);
                openPage("helper-link", { collectionId });
              }}
            >
              {words.helper}
            </Button>
          )}
        </Sheet>
      )}
    </Page>
  );
}
