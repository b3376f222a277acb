/** Where the review stands and when it is expected; then the registry. */
import { isCollectionState, isFrozen, shanghaiTime } from "@gradphoto/domain";
import { useEffect } from "react";
import { Button } from "../../parts/button.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { openPage, replacePage, restartAt, usePageParams } from "../../platform/navigation.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useRepeated } from "../../service/use-repeated.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { shanghaiDay } from "../../words/amounts.ts";
import { useSay, useWords, wordsOf } from "../../words/words.ts";
import { Stages } from "./stages.tsx";

const wordTable = wordsOf(
  {
    title: "审核进度",
    submitted: (time: string) => `提交时间 ${time}`,
    due: (day: string) => `预计 ${day} 前完成`,
    dueAbout: (day: string) => `预计 ${day} 前后完成，以实际工作日为准`,
    change: "审核中如发现信息有误或想更换照片，请立即联系客服。审核通过后不再支持修改。",
    frozen: "审核已通过，照片和信息不再更改。",
    contact: "联系客服",
    details: "采集详情",
    home: "返回首页",
  },
  {
    title: "Review",
    submitted: (time) => `Submitted ${time}`,
    due: (day) => `Expected by ${day}`,
    dueAbout: (day) => `Expected about ${day}; working days decide`,
    change:
      "If something is wrong or you want another photo while it is in review, ask customer service at once. After approval nothing can be changed.",
    frozen: "Approved. Photo and data no longer change.",
    contact: "Customer service",
    details: "Your collection",
    home: "To the first page",
  },
);

const askEveryMs = 5000;

export default function Review() {
  const words = useWords(wordTable);
  const say = useSay();
  const param = usePageParams();
  const collectionId = param("collectionId");
  const shown = useAnswer("readCollection", { params: { collectionId } });
  useRepeated(shown.refetch, askEveryMs);
  const next = shown.value ? nextStepOf(shown.value.state).page : "review";
  useEffect(() => {
    if (next === "rejected" || next === "completed") replacePage(next, { collectionId });
  }, [next, collectionId]);
  // Frozen from the approval on; what this version does not know is not called frozen.
  const frozen = shown.value !== null && isCollectionState(shown.value.state) && isFrozen(shown.value.state);
  const inReview = !frozen;
  return (
    <Page
      title={words.title}
      step={4}
      foot={
        <Button kind="second" onTap={() => restartAt("start")}>
          {words.home}
        </Button>
      }
    >
      <Loaded shown={shown}>
        {({ label, submission, state }) => (
          <>
            <div className="card">
              <h2 className="title">{say(label)}</h2>
              {submission && (
                <>
                  <p className="text">{words.submitted(shanghaiTime(submission.submittedAt))}</p>
                  {inReview && (
                    <p className="heading">
                      {(submission.reviewDueCertain ? words.due : words.dueAbout)(shanghaiDay(submission.reviewDueAt))}
                    </p>
                  )}
                </>
              )}
            </div>
            <Stages state={state} />
            <Notice tone={inReview ? "warning" : "success"}>{inReview ? words.change : words.frozen}</Notice>
            <Choices>
              <Choice leads onTap={() => openPage("contact", { collectionId })}>
                {words.contact}
              </Choice>
              <Choice leads onTap={() => openPage("collection", { collectionId })}>
                {words.details}
              </Choice>
            </Choices>
          </>
        )}
      </Loaded>
    </Page>
  );
}
