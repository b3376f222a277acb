/** 采集资格展示: the student, the project and its fee; 进入采集 starts the collection. */
import { beijingDay, lastDayBefore, onePaymentWords } from "@gradphoto/domain";
import { useRef, useState } from "react";
import { Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { SchoolNotice } from "../../parts/school-notice.tsx";
import { Tick } from "../../parts/tick.tsx";
import { openPage, replacePage, restartAt, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { verifiedStudent } from "../../state/verified-student.ts";
import { useFee } from "../../words/amounts.ts";
import { studentFacts } from "../../words/student-words.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "采集资格" });

const wordTable = wordsOf(
  {
    title: "采集资格",
    passed: "核验通过，您具备采集资格。请核对以下信息。",
    wrong: "信息有误？请先不要继续，联系客服核实",
    project: "采集项目",
    category: "学历类别",
    year: "毕业年份",
    window: "采集时间",
    fee: "采集费用",
    notYet: "我已登录学信网查看：学籍信息中还没有学历照片",
    notYetWhy: "有照片即已采集，切勿再次采集。",
    tickFirst: "请先勾选“我已登录学信网查看”，再进入采集。",
    retry: "页面已刷新，请返回重新输入证件号后四位。",
    back: "返回核验",
    enter: "进入采集",
    correction: "更正信息",
    corrected: "请核对新采集码中的信息。确认后将替换原来的信息，订单和照片保留。",
    confirm: "确认更正",
    to: "至",
  },
  {
    title: "Eligibility",
    passed: "Confirmed: you may begin. Please check the data below.",
    wrong: "Is something wrong? Please stop here and ask customer service",
    project: "Project",
    category: "Category",
    year: "Graduation",
    window: "Open",
    fee: "Fee",
    notYet: "I have looked at CHSI: my enrolment shows no graduation photo yet",
    notYetWhy: "A photo there means that it was collected; please do not have it taken again.",
    tickFirst: "Please tick first that you have looked at CHSI.",
    retry: "The page was reloaded. Please go back and type the last four characters again.",
    back: "Back to confirm",
    enter: "Begin the collection",
    correction: "Correct the data",
    corrected:
      "Please check the data of the new code. They take the place of the earlier ones; your order and photos stay.",
    confirm: "Confirm the correction",
    to: "to",
  },
);

export default function Eligible() {
  const words = useWords(wordTable);
  const facts = useWords(studentFacts);
  const translate = useTranslate();
  const param = usePageParams<"eligible">();
  const readingId = param("readingId");
  const verified = verifiedStudent(readingId);
  // Set when the new code corrects the data of this collection.
  const correcting = param("collectionId");
  const act = useAct();
  const key = useRef(newActKey());
  const fee = useFee();
  const [notYet, setNotYet] = useState(false);
  const start = () =>
    call("startCollection", { body: { readingId, noPhotoYet: true }, idempotencyKey: key.current });
  const correct = () =>
    call("correctIdentity", { params: { collectionId: correcting }, body: { readingId } });
  const enter = () =>
    act.run(async () => {
      const answer = await (correcting === "" ? start() : correct());
      if (!answer.ok) return answer.problem;
      restartAt("collection", { collectionId: answer.value.collectionId });
      return null;
    });
  const title = correcting === "" ? words.title : words.correction;
  if (!verified) {
    const existing = {
      schoolCode: param("schoolCode"),
      category: param("category"),
      collectionId: correcting,
      readingId,
    };
    const toVerify = () =>
      readingId === "" ? replacePage("eligibility") : replacePage("verify", existing);
    return (
      <Page
        title={title}
        step={1}
        foot={
          <Button id="verify-again" onTap={toVerify}>
            {words.back}
          </Button>
        }
      >
        <Notice tone="warning">{words.retry}</Notice>
      </Page>
    );
  }
  const { student, project } = verified;
  return (
    <Page
      title={title}
      step={1}
      answer={
        <>
          {correcting === "" && !notYet && <p className="quiet">{words.tickFirst}</p>}
          <ProblemNotice problem={act.problem} />
        </>
      }
      foot={
        <Button
          id="enter-collection"
          busy={act.busy}
          off={correcting === "" && !notYet}
          onTap={() => void enter()}
        >
          {correcting === "" ? words.enter : words.confirm}
        </Button>
      }
    >
      <Notice tone="success">{correcting === "" ? words.passed : words.corrected}</Notice>
      <div className="card">
        <h2 className="title">{student.name}</h2>
        <Facts
          rows={[
            [facts.school, student.school],
            [facts.department, student.department],
            [facts.major, student.major],
            [facts.className, student.className],
            [facts.level, student.level],
            [facts.studentNumber, student.studentNumberMasked],
          ]}
        />
      </div>
      <div className="card">
        <Facts
          rows={[
            [
              words.category,
              `${translate(project.kindLabel)} · ${translate(project.categoryLabel)}`,
            ],
            [words.year, String(project.graduationYear)],
            [
              words.window,
              `${beijingDay(project.opensAt)} ${words.to} ${lastDayBefore(project.closesAt)}`,
            ],
          ]}
        />
        <div className="row row--between">
          <span>{words.fee}</span>
          <p className="price">{fee(project.feeFen)}</p>
        </div>
        <p className="quiet">{translate(onePaymentWords(project.attemptsLimit))}</p>
      </div>
      <SchoolNotice text={project.notice} />
      {correcting === "" && (
        <div className="card card--plain">
          <Tick on={notYet} label={words.notYet} onTap={() => setNotYet(!notYet)}>
            <p className="text">{words.notYet}</p>
            <p className="quiet">{words.notYetWhy}</p>
          </Tick>
        </div>
      )}
      <Button kind="link" onTap={() => openPage("contact", { collectionId: correcting })}>
        {words.wrong}
      </Button>
    </Page>
  );
}
