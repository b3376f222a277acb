/** Reasons for the rejection, how to fix them, a free retake, and the appeal. */
import {
  beijingTime,
  forbidsBlueClothes,
  isReviewReason,
  photoRules,
  type ReviewReasonCode,
  type ReviewReasonGroup,
  reviewReasons,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { type RuleScenes, ruleScenesOf } from "../../drawings/rule-scenes.ts";
import { AppealSheet } from "../../parts/appeal-sheet.tsx";
import { Button } from "../../parts/button.tsx";
import { MarkedPhoto } from "../../parts/framed-photo.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { SceneTiles } from "../../parts/rule-list.tsx";
import { useTakePhoto } from "../../parts/take-photo.tsx";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import { replacePage, usePageParams } from "../../platform/navigation.ts";
import { useAnswer, usePhotoSpec } from "../../service/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";
import { markOfReason } from "./mark-of-reason.ts";

definePageConfig({ navigationBarTitleText: "未通过原因" });

/** Rule for reasons that no check covers. */
const ruleOfGroup: Readonly<Record<ReviewReasonGroup, number | null>> = {
  pose: 3,
  face: 7,
  wearing: 4,
  clothes: 5,
  scene: 1,
  picture: 2,
  identity: null,
  registry: null,
};

const guide = /^guide-(\d)$/;

/** Number of the rule behind one of these checks. */
function ruleOfChecks(checks: readonly string[]): number | null {
  const rules = Object.values(photoRules).filter(
    ({ owner }) => owner !== "person" && owner.some((check: string) => checks.includes(check)),
  );
  for (const { source } of rules) {
    const [, number] = guide.exec(source) ?? [];
    if (number !== undefined) return Number(number);
  }
  return null;
}

function sceneForReason(code: ReviewReasonCode, forbidsBlue: boolean): RuleScenes | null {
  const { group, checks } = reviewReasons[code];
  const rule = ruleOfChecks(checks) ?? ruleOfGroup[group];
  return rule === null ? null : (ruleScenesOf(forbidsBlue)[rule - 1] ?? null);
}

const wordTable = wordsOf(
  {
    title: "未通过原因",
    byPerson: "审核员看过您的照片，还差一点。请按下面的提示重拍，不另收费。",
    byRegistry: "学信网退回了这张照片。请按下面的提示重拍，不另收费。",
    when: (time: string) => `审核时间 ${time}`,
    place: "在照片上看位置",
    note: "审核员留言",
    retake: "重拍",
    appeal: "我认为照片符合要求，申请复核",
    none: "没有需要处理的原因。",
  },
  {
    title: "Why it was not accepted",
    byPerson:
      "A reviewer has looked at your photo and it is not quite there. Please retake it as advised below, free of charge.",
    byRegistry: "CHSI has sent this photo back. Please retake it as advised below, free of charge.",
    when: (time) => `Decided ${time}`,
    place: "Show the place",
    note: "The reviewer writes",
    retake: "Retake",
    appeal: "I think the photo meets the rules: ask for a second look",
    none: "There is nothing to fix.",
  },
);

export default function Rejected() {
  const words = useWords(wordTable);
  const param = usePageParams<"rejected">();
  const collectionId = param("collectionId");
  const answer = useAnswer("readCollection", { params: { collectionId } });
  const attemptId = answer.value?.refusal?.attemptId ?? "";
  const attempt = useAnswer(
    "readAttempt",
    attemptId === "" ? null : { params: { collectionId, attemptId } },
  );
  const [appealing, setAppealing] = useState(false);
  const { take, sheet } = useTakePhoto({ collection: answer.value, collectionId });
  const spec = usePhotoSpec(collectionId);
  const moves = answer.value?.moves.map(({ move }) => move) ?? [];
  return (
    <Page
      title={words.title}
      step={4}
      foot={
        moves.includes("upload") && (
          <>
            <Button id="retake" onTap={take}>
              {words.retake}
            </Button>
            {moves.includes("appeal") && answer.value?.refusal?.by !== "registry" && (
              <Button id="appeal" kind="text" onTap={() => setAppealing(true)}>
                {words.appeal}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded answer={answer}>
        {({ refusal }) =>
          refusal ? (
            <>
              <Notice tone="danger">
                <p className="text">
                  {refusal.by === "registry" ? words.byRegistry : words.byPerson}
                </p>
                <p className="quiet">{words.when(beijingTime(refusal.at))}</p>
              </Notice>
              <Reasons
                reasons={refusal.reasons}
                attempt={attempt.value}
                forbidsBlue={spec !== null && forbidsBlueClothes(spec)}
              />
              {refusal.words !== null && (
                <section className="card">
                  <h2 className="heading">{words.note}</h2>
                  <p className="text">{refusal.words}</p>
                </section>
              )}
            </>
          ) : (
            <Notice>{words.none}</Notice>
          )
        }
      </Loaded>
      {sheet}
      {appealing && (
        <AppealSheet
          collectionId={collectionId}
          onClose={() => setAppealing(false)}
          onDone={() => replacePage("review", { collectionId })}
        />
      )}
    </Page>
  );
}

interface ReasonsProps {
  readonly reasons: NonNullable<RouteAnswer<"readCollection">["refusal"]>["reasons"];
  /** The rejected photo, once loaded. */
  readonly attempt: RouteAnswer<"readAttempt"> | null;
  readonly forbidsBlue: boolean;
}

const photoPlace = "refused-photo";

/** The photo with the position of one reason drawn on it, and each reason with its fix. */
function Reasons({ reasons, attempt, forbidsBlue }: ReasonsProps) {
  const words = useWords(wordTable);
  const translate = useTranslate();
  const [chosen, setChosen] = useState<string | null>(null);
  const markOf = (code: string) => markOfReason(code, attempt?.findings ?? []);
  const marked = chosen ?? reasons.find(({ code }) => markOf(code) !== null)?.code ?? "";
  return (
    <>
      {attempt && (
        <div id={photoPlace} className="photo-place">
          <MarkedPhoto attempt={attempt} finding={markOf(marked)} />
        </div>
      )}
      {reasons.map(({ code, label, advice }) => {
        const scenes = isReviewReason(code) ? sceneForReason(code, forbidsBlue) : null;
        return (
          <section className="card" key={code}>
            <h2 className="heading">{translate(label)}</h2>
            <p className="text">{translate(advice)}</p>
            {markOf(code) && (
              <Button
                kind="link"
                id={`place-${code}`}
                onTap={() => {
                  setChosen(code);
                  bringIntoSight(photoPlace);
                }}
              >
                {words.place}
              </Button>
            )}
            {scenes && <SceneTiles scenes={scenes} />}
          </section>
        );
      })}
    </>
  );
}
