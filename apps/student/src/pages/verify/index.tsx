/** 核验学籍信息: the last four characters of the ID number; wrong ones are counted, then locked for a while. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { minutesAndSeconds, useSecondsLeft } from "../../parts/countdown.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { keepVerifiedStudent } from "../../state/verified-student.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "核验学籍信息",
    intro: "采集码已识别。请输入您证件号码的后四位，确认是您本人。",
    label: "证件号后四位",
    hint: "末位是 X 请输入 X；港澳台证件号请略去括号",
    left: (count: string) => `您可以尝试 ${count} 次，之后会暂时锁定。`,
    locked: (time: string) => `暂时锁定，${time} 后可以再试。`,
    confirm: "核验",
  },
  {
    title: "Confirm who you are",
    intro: "The code has been read. Please type the last four characters of your ID number.",
    label: "Last four of the ID number",
    hint: "Type X where the last one is X; leave out the brackets of Hong Kong, Macau and Taiwan numbers",
    left: (count) => `You have ${count} tries; after that it is locked for a while.`,
    locked: (time) => `Locked for now; you can try again in ${time}.`,
    confirm: "Confirm",
  },
);

export default function Verify() {
  const words = useWords(wordTable);
  const param = usePageParams();
  const [lastFour, setLastFour] = useState("");
  const act = useAct();
  const lockedUntilMs = Date.parse(act.problem?.lockedUntil ?? "1970-01-01T00:00:00Z");
  const secondsLeft = useSecondsLeft(lockedUntilMs);
  const params = {
    schoolCode: param("schoolCode"),
    category: param("category"),
    collectionId: param("collectionId"),
  };
  const attemptsLeft = param("attemptsLeft");
  const typed = lastFour.normalize("NFKC").replace(/[\s()]/g, "");
  const mayVerify = secondsLeft === 0 && /^[0-9A-Za-z]{4}$/.test(typed);
  const verify = () =>
    act.run(async () => {
      const readingId = param("readingId");
      const answer = await call("verifyCode", { body: { readingId, lastFour } });
      if (!answer.ok) {
        if (answer.problem.code === "last-four-wrong") setLastFour("");
        return answer.problem;
      }
      keepVerifiedStudent(answer.value);
      const { schoolCode, category, collectionId } = params;
      openPage("eligible", { schoolCode, category, readingId, ...(collectionId !== "" && { collectionId }) });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={1}
      foot={
        <Button id="verify" busy={act.busy} off={!mayVerify} onTap={() => void verify()}>
          {words.confirm}
        </Button>
      }
    >
      <p className="text">{words.intro}</p>
      <Field
        id="last-four"
        label={words.label}
        hint={words.hint}
        kind="code"
        maxLength={8}
        value={lastFour}
        onChange={setLastFour}
        onEnter={() => mayVerify && void verify()}
      />
      <ProblemNotice problem={act.problem} />
      {secondsLeft > 0 && <Notice tone="warning">{words.locked(minutesAndSeconds(secondsLeft))}</Notice>}
      {act.problem === null && /^\d+$/.test(attemptsLeft) && <p className="quiet">{words.left(attemptsLeft)}</p>}
    </Page>
  );
}
