/** Final confirmation before the review. */
import { useState } from "react";
import { Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { OwnPhoto } from "../../parts/framed-photo.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Tick } from "../../parts/tick.tsx";
import { platform } from "../../platform/index.ts";
import { goBack, openPage, restartAt, usePageParams } from "../../platform/navigation.ts";
import { type MessageRequest, messageRequest } from "../../service/ask-for-messages.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { studentFacts } from "../../words/student-words.ts";
import { useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "提交审核" });

const wordTable = wordsOf(
  {
    title: "提交审核",
    check: "请最后看一遍照片",
    final: "照片一经提交审核通过，不支持修改信息或更换照片。",
    days: (days: number) =>
      `审核约需 ${days} 个工作日，结果会通知您。审核员开始审核之前，您可以自行撤回。`,
    existing: "姓名和学号您已在核验时确认，这里只显示一部分。",
    agree: "照片是我本人的近照，核验时确认的信息无误",
    tickFirst: "请先勾选“照片是我本人的近照”，再提交。",
    submit: "确认提交",
    back: "再看看",
    photo: "将要提交的标准照",
  },
  {
    title: "Submit for review",
    check: "Please look at the photo one last time",
    final: "Once the photo is approved, neither data nor photo can be changed.",
    days: (days) =>
      `The review takes about ${days} working days; we tell you the result. Until a reviewer looks at it you can withdraw it.`,
    existing: "You confirmed name and student number before; here they are shown in part.",
    agree: "This is a recent photo of me, and the data I confirmed are right",
    tickFirst: "Please tick first: “This is a recent photo of me”.",
    submit: "Submit",
    back: "Look again",
    photo: "The standard photo to be submitted",
  },
);

export default function Submit() {
  const words = useWords(wordTable);
  const facts = useWords(studentFacts);
  const param = usePageParams<"submit">();
  const collectionId = param("collectionId");
  const attemptId = param("attemptId");
  const collection = useAnswer("readCollection", { params: { collectionId } });
  const attempt = useAnswer("readAttempt", { params: { collectionId, attemptId } });
  const [agreed, setAgreed] = useState(false);
  const act = useAct();
  const messages = useAnswer("listMessageTemplates", platform.signInBy === "wechat" ? {} : null);
  const request = messageRequest(messages);
  const submit = (requestMessages: MessageRequest) =>
    act.run(async () => {
      // A refusal of messages does not block the submission.
      await requestMessages();
      const answer = await call("submitAttempt", { params: { collectionId }, body: { attemptId } });
      if (!answer.ok) return answer.problem;
      restartAt("review", { collectionId });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={4}
      answer={
        <>
          {!agreed && attempt.value && collection.value && (
            <p className="quiet center">{words.tickFirst}</p>
          )}
          <ProblemNotice
            problem={act.problem}
            onConsent={() => openPage("service", { collectionId, back: "page" })}
          />
        </>
      }
      foot={
        <>
          <Button
            id="confirm-submit"
            busy={act.busy}
            off={!agreed || !attempt.value || !request}
            onTap={() => request && void submit(request)}
          >
            {words.submit}
          </Button>
          <Button kind="text" onTap={goBack}>
            {words.back}
          </Button>
        </>
      }
    >
      <h2 className="title">{words.check}</h2>
      <Loaded answer={attempt}>
        {({ result, resultSize }) =>
          result && (
            <OwnPhoto
              path={result.url}
              label={words.photo}
              size={resultSize}
              finding={null}
              narrow
            />
          )
        }
      </Loaded>
      {attempt.problem === null && (
        <Loaded answer={collection}>
          {({ student, project }) => (
            <>
              <div className="card">
                <h2 className="heading">{student.nameMasked}</h2>
                <Facts
                  rows={[
                    [facts.school, student.school],
                    [facts.major, student.major],
                    [facts.studentNumber, student.studentNumberMasked],
                  ]}
                />
                <p className="quiet">{words.existing}</p>
              </div>
              <Notice tone="warning">
                <p className="text">{words.final}</p>
                <p className="text">{words.days(project.reviewDays)}</p>
              </Notice>
            </>
          )}
        </Loaded>
      )}
      {attempt.value && collection.value && (
        <Tick on={agreed} label={words.agree} onTap={() => setAgreed(!agreed)}>
          <p className="text">{words.agree}</p>
        </Tick>
      )}
    </Page>
  );
}
