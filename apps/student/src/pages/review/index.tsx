/** Status and expected end of the review, and afterwards the status at the registry. */
import { beijingDay, beijingTime, isCollectionState, isFrozen } from "@gradphoto/domain";
import { useEffect } from "react";
import { Button } from "../../parts/button.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { openPage, replacePage, restartAt, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useFollowedCollection } from "../../service/use-followed-collection.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { useUntil } from "../../words/amounts.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";
import { Stages } from "./stages.tsx";
import { SubmittedPhoto } from "./submitted-photo.tsx";

definePageConfig({ navigationBarTitleText: "审核进度" });

const wordTable = wordsOf(
  {
    title: "审核进度",
    submitted: (time: string) => `提交时间 ${time}`,
    closes: (day: string) => `采集截止 ${day}`,
    due: (day: string) => `预计 ${day} 前完成`,
    dueAbout: (day: string) => `预计 ${day} 前后完成，以实际工作日为准`,
    change:
      "想更换照片？审核员开始审核之前，您可以自行撤回。信息有误请立即联系客服。审核通过后不再支持修改。",
    takeBack: "撤回提交",
    fresh: "审核员刚刚通过了照片，几分钟内还可能更正。您已不能再更改照片和信息。",
    frozen: "审核已通过，照片和信息不再更改。",
    approved: "随后送交学信网上网；学信网接收后，采集就完成了。我们会通知您，不必等在这里。",
    uploading:
      "照片已在上网，学信网一般几分钟内答复；需要人工核验时，可能要几天。有结果会通知您，不必等在这里。",
    contact: "联系客服",
    details: "采集详情",
    home: "返回首页",
  },
  {
    title: "Review",
    submitted: (time) => `Submitted ${time}`,
    closes: (day) => `Open until ${day}`,
    due: (day) => `Expected by ${day}`,
    dueAbout: (day) => `Expected about ${day}; working days decide`,
    change:
      "Another photo? You can withdraw this one until a reviewer looks at it. If your data are wrong, ask customer service at once. After approval nothing can be changed.",
    takeBack: "Withdraw the submission",
    fresh:
      "A reviewer has just approved the photo and may still correct that for a few minutes. You can no longer change photo or data.",
    frozen: "Approved. Photo and data no longer change.",
    approved:
      "Then it is uploaded to CHSI; once CHSI has taken it, all is done. We will tell you, so you need not wait here.",
    uploading:
      "CHSI usually answers the upload within minutes; where a person has to look, it can take days. We will tell you, so you need not wait here.",
    contact: "Customer service",
    details: "Your collection",
    home: "Back to the start page",
  },
);

export default function Review() {
  const words = useWords(wordTable);
  const translate = useTranslate();
  const until = useUntil();
  const param = usePageParams<"review">();
  const collectionId = param("collectionId");
  const answer = useFollowedCollection(collectionId);
  const next = answer.value ? nextStepOf(answer.value.state).page : "review";
  useEffect(() => {
    if (next === "rejected" || next === "identity" || next === "completed")
      replacePage(next, { collectionId });
  }, [next, collectionId]);
  // Frozen from approval on; an unknown state is not treated as frozen.
  const frozen =
    answer.value !== null && isCollectionState(answer.value.state) && isFrozen(answer.value.state);
  const inReview = !frozen;
  const noticeOf = (state: string): string =>
    inReview ? words.change : state === "approved" ? words.fresh : words.frozen;
  const mayTakeBack = answer.value?.moves.some(({ move }) => move === "withdraw") ?? false;
  const act = useAct();
  const takeBack = () =>
    act.run(async () => {
      const answer = await call("withdrawOwnSubmission", { params: { collectionId } });
      if (answer.ok) replacePage("standard", { collectionId });
      return answer.ok ? null : answer.problem;
    });
  return (
    <Page
      title={words.title}
      step={4}
      answer={<ProblemNotice problem={act.problem} />}
      foot={
        <>
          {mayTakeBack && (
            <Button id="take-back" kind="second" busy={act.busy} onTap={() => void takeBack()}>
              {words.takeBack}
            </Button>
          )}
          <Button kind={mayTakeBack ? "text" : "second"} onTap={() => restartAt("start")}>
            {words.home}
          </Button>
        </>
      }
    >
      <Loaded answer={answer}>
        {({ label, submission, state, project }) => (
          <>
            <div className="card">
              <h2 className="title">{translate(label)}</h2>
              {submission && (
                <>
                  <p className="text">{words.submitted(beijingTime(submission.submittedAt))}</p>
                  {inReview && <p className="quiet">{words.closes(until(project.closesAt))}</p>}
                  {inReview && (
                    <p className="heading">
                      {(submission.reviewDueCertain ? words.due : words.dueAbout)(
                        beijingDay(submission.reviewDueAt),
                      )}
                    </p>
                  )}
                </>
              )}
            </div>
            <Stages state={state} />
            {submission && (
              <SubmittedPhoto
                params={{ collectionId, attemptId: submission.attemptId }}
                inReview={inReview}
              />
            )}
            <Notice tone={inReview ? "warning" : "success"}>
              <p className="text">{noticeOf(state)}</p>
              {(state === "approved" || state === "uploading") && (
                <p className="text">{words[state]}</p>
              )}
            </Notice>
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
