/** 拍照注意事项: the seven rules, right next to wrong, with links to the camera and the album. */
import { allClauseJudges, clausesJudgedBy, forbidsBlueClothes } from "@gradphoto/domain";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Clauses, FoldedClauses } from "../../parts/clauses.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { RuleList } from "../../parts/rule-list.tsx";
import { hasReadRules, useTakePhoto } from "../../parts/take-photo.tsx";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { useAnswer, usePhotoSpec } from "../../service/use-answer.ts";
import { usePhotoDraft } from "../../state/photo-draft.ts";
import { isUnpaid, mayTry } from "../../way/may-try.ts";
import { useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "拍照注意事项" });

const wordTable = wordsOf(
  {
    title: "拍照注意事项",
    intro: "照片将用于毕业证书和学历注册。请先看完七条要求，一次拍好。",
    noSelfie: "不可上传自拍照，必须请他人持手机为您拍摄。",
    clothing: (clothes: string) => `学校的着装要求：${clothes}`,
    likeness: "请勿化妆、美颜：与高考照片比对不通过会影响毕业。",
    take: "拍照或从相册选取",
    drawings: "看正确与错误的图示",
    tryAbout: "付款前先试拍：照片只在您的手机里检查，不上传。合格了再付款，上传的就是这一张。",
    payFirst: "先付款，再拍照",
    confirmFirst: "先确认，再拍照",
    draft: "您刚才选的一张照片还没有上传。",
    seeDraft: "看一看",
    heed: "机器看不出、审核员会看的，请自己对照一遍",
    all: "全部细则",
  },
  {
    title: "Photo rules",
    intro:
      "The photo goes on your diploma and into your registration at CHSI. Please read the seven rules first, and one try will be enough.",
    noSelfie: "No selfies: another person must hold the phone.",
    clothing: (clothes) => `Your school asks for these clothes: ${clothes}`,
    likeness:
      "No make-up, no beauty filter: a face that does not match your entrance examination photo can hold up your graduation.",
    take: "Take a photo or choose one",
    drawings: "See the drawings of right and wrong",
    tryAbout:
      "Try before you pay: photos are checked on your phone alone and not sent. Once one is right, pay and upload that very one.",
    payFirst: "Pay first, then take the photo",
    confirmFirst: "Confirm first, then take the photo",
    draft: "A photo that you chose before has not been uploaded yet.",
    seeDraft: "See it",
    heed: "What only the reviewer sees: please check it yourself",
    all: "All clauses",
  },
);

export default function Rules() {
  const words = useWords(wordTable);
  const param = usePageParams<"rules">();
  const collectionId = param("collectionId");
  const answer = useAnswer(
    "readCollection",
    collectionId === "" ? null : { params: { collectionId } },
  );
  const spec = usePhotoSpec(collectionId);
  // Says nothing of blue before the project's background is known.
  const forbidsBlue = collectionId === "" || (spec !== null && forbidsBlueClothes(spec));
  const mayUpload = answer.value?.moves.some(({ move }) => move === "upload") ?? false;
  const isTry = mayTry(answer.value);
  const [draft] = usePhotoDraft(collectionId);
  const { take, sheet } = useTakePhoto({ collection: answer.value, collectionId, isRules: true });
  const [areDrawn, setAreDrawn] = useState(() => !hasReadRules());
  return (
    <Page
      title={words.title}
      step={2}
      foot={
        mayUpload || isTry ? (
          <Button id="take-photo" icon="camera" onTap={take}>
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
        <Notice
          action={{ label: words.seeDraft, onTap: () => openPage("preview", { collectionId }) }}
        >
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
      {!areDrawn && (
        <Button id="see-drawings" kind="text" onTap={() => setAreDrawn(true)}>
          {words.drawings}
        </Button>
      )}
      <RuleList forbidsBlue={forbidsBlue} areDrawn={areDrawn} />
      <section className="stack">
        <h2 className="heading">{words.heed}</h2>
        <Clauses
          clauses={clausesJudgedBy("person").filter(({ rule }) => rule.source.startsWith("guide"))}
        />
      </section>
      <FoldedClauses
        id="all-clauses"
        title={words.all}
        judges={allClauseJudges}
        forbidsBlue={forbidsBlue}
      />
      {sheet}
    </Page>
  );
}
