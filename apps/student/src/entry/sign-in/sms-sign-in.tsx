/** Sign-in with a phone number, then the code from the SMS. */
import { isMobileNumber } from "@gradphoto/domain";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { useSecondsLeft } from "../../parts/countdown.tsx";
import { Field, focusField } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { storeSession } from "../../state/session.ts";
import { useWords } from "../../words/words.ts";
import type { ConsentedProps } from "./after-sign-in.ts";
import { goOnAfterSignIn } from "./after-sign-in.ts";
import { OwnerField, useOwner } from "./owner-field.tsx";
import { signInWords } from "./sign-in-words.ts";

export function SmsSignIn({ mayGoOn, consent }: ConsentedProps) {
  const words = useWords(signInWords);
  const param = usePageParams<"sign-in">();
  const [phone, setPhone] = useState("");
  const [phoneWrong, setPhoneWrong] = useState(false);
  const [code, setCode] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const owner = useOwner();
  const [nextAtMs, setNextAtMs] = useState(0);
  const secondsLeft = useSecondsLeft(nextAtMs);
  const act = useAct();
  const send = (): void => {
    const isRight = isMobileNumber(phone);
    setPhoneWrong(!isRight);
    if (isRight) void sendCode();
    else focusField("phone");
  };
  const sendCode = () =>
    act.run(async () => {
      const answer = await call("sendSmsCode", { body: { phone } });
      const waitS = answer.ok ? answer.value.nextAfterS : (answer.problem.retryAfterS ?? 0);
      setNextAtMs(Date.now() + waitS * 1000);
      if (!answer.ok) return answer.problem;
      setSentTo(phone);
      return null;
    });
  const signIn = () =>
    act.run(async () => {
      const answer = await call("signInWithSms", { body: { phone, code, ...owner.proof } });
      if (!answer.ok) return owner.handleProblem(answer.problem);
      storeSession(answer.value.token);
      await goOnAfterSignIn(param("back"));
      return null;
    });
  const isTooOften = act.problem?.code === "sms-too-often";
  const maySend = secondsLeft === 0 && phone.trim() !== "";
  const maySignIn = code.trim().length === 6 && owner.mayGoOn;
  const ifAgreed = (work: () => void) => () => {
    if (mayGoOn()) work();
  };
  return (
    <div className="stack">
      <Field
        id="phone"
        label={words.phone}
        hint={words.phoneHint}
        problem={phoneWrong ? words.phoneWrong : null}
        kind="tel"
        complete="tel"
        maxLength={20}
        value={phone}
        onChange={(text) => {
          setPhone(text);
          setPhoneWrong(false);
          setSentTo(null);
          owner.forget();
        }}
        onEnter={() => maySend && ifAgreed(send)()}
      />
      {sentTo !== null && (
        <>
          <Notice tone="success">{words.sent(sentTo)}</Notice>
          <Field
            id="sms-code"
            label={words.code}
            kind="code"
            complete="one-time-code"
            digits
            maxLength={6}
            value={code}
            onChange={setCode}
            onEnter={() => maySignIn && ifAgreed(signIn)()}
          />
        </>
      )}
      <OwnerField owner={owner} onEnter={() => maySignIn && ifAgreed(signIn)()} />
      {isTooOften ? (
        // The button below displays the remaining seconds.
        secondsLeft > 0 && <Notice tone="warning">{words.sentJustNow}</Notice>
      ) : (
        <ProblemNotice problem={act.problem} />
      )}
      {consent}
      {sentTo !== null && (
        <Button id="sign-in" busy={act.busy} off={!maySignIn} onTap={ifAgreed(signIn)}>
          {words.signIn}
        </Button>
      )}
      <Button
        id="send-code"
        kind={sentTo === null ? "primary" : "text"}
        busy={act.busy}
        off={!maySend}
        onTap={ifAgreed(send)}
      >
        {secondsLeft > 0 ? words.resend(secondsLeft) : words.sendCode}
      </Button>
    </div>
  );
}
