/** Sign-in with a phone number, then the code from the SMS. */
import { isMobileNumber } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Field, focusField } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { useSecondsLeft } from "../../parts/use-seconds-left.tsx";
import { usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { storeSession } from "../../state/session.ts";
import { changeSignInDraft, endSignInDraft, useSignInDraft } from "../../state/sign-in-draft.ts";
import { useWords } from "../../words/words.ts";
import type { ConsentedProps } from "./after-sign-in.ts";
import { goOnAfterSignIn } from "./after-sign-in.ts";
import { OwnerField, useOwner } from "./owner-field.tsx";
import { signInWords } from "./sign-in-words.ts";

const phoneFieldId = "phone";
const codeFieldId = "sms-code";
const codeDigits = 6;

export function SmsSignIn({ mayGoOn, consent }: ConsentedProps) {
  const words = useWords(signInWords);
  const param = usePageParams<"sign-in">();
  const { phone, sentTo, nextAtMs } = useSignInDraft();
  const [phoneWrong, setPhoneWrong] = useState(false);
  const [code, setCode] = useState("");
  const owner = useOwner();
  const secondsLeft = useSecondsLeft(nextAtMs);
  const act = useAct();
  const isSent = sentTo !== "";
  useEffect(() => focusField(isSent ? codeFieldId : phoneFieldId), [isSent]);
  const send = (): void => {
    const isRight = isMobileNumber(phone);
    setPhoneWrong(!isRight);
    if (isRight) void sendCode();
    else focusField(phoneFieldId);
  };
  const sendCode = () =>
    act.run(async () => {
      const answer = await call("sendSmsCode", { body: { phone } });
      const waitS = answer.ok ? answer.value.nextAfterS : (answer.problem.retryAfterS ?? 0);
      // A number that must wait has received a code, which may still be valid.
      const isSentNow = answer.ok || answer.problem.code === "sms-too-often";
      changeSignInDraft({
        nextAtMs: Date.now() + waitS * 1000,
        ...(isSentNow && { sentTo: phone }),
      });
      return answer.ok ? null : answer.problem;
    });
  const signIn = (typed: string) =>
    act.run(async () => {
      const answer = await call("signInWithSms", { body: { phone, code: typed, ...owner.proof } });
      if (!answer.ok) {
        if (answer.problem.code === "sms-code-wrong") setCode("");
        return owner.handleProblem(answer.problem);
      }
      storeSession(answer.value.token);
      endSignInDraft();
      await goOnAfterSignIn(param("back"));
      return null;
    });
  const isTooOften = act.problem?.code === "sms-too-often";
  const maySend = secondsLeft === 0 && phone.trim() !== "";
  const isComplete = (typed: string): boolean =>
    typed.trim().length === codeDigits && owner.mayGoOn;
  const signInIfAgreed = (typed: string = code): void => {
    if (isComplete(typed) && mayGoOn()) void signIn(typed);
  };
  const sendIfAgreed = (): void => {
    if (maySend && mayGoOn()) send();
  };
  return (
    <div className="stack">
      <Field
        id={phoneFieldId}
        label={words.phone}
        {...(!isSent && { hint: words.phoneHint })}
        problem={phoneWrong ? words.phoneWrong : null}
        kind="tel"
        complete="tel"
        maxLength={20}
        value={phone}
        onChange={(text) => {
          changeSignInDraft({ phone: text, sentTo: "" });
          setPhoneWrong(false);
          setCode("");
          owner.forget();
        }}
        onEnter={sendIfAgreed}
      />
      {isSent && (
        <Field
          id={codeFieldId}
          label={words.code}
          hint={words.sent(sentTo)}
          kind="code"
          complete="one-time-code"
          digits
          maxLength={codeDigits}
          value={code}
          onChange={(text) => {
            setCode(text);
            signInIfAgreed(text);
          }}
          onEnter={() => signInIfAgreed()}
        />
      )}
      <OwnerField owner={owner} onEnter={() => signInIfAgreed()} />
      {isTooOften ? (
        // The button below displays the remaining seconds.
        secondsLeft > 0 && <Notice tone="warning">{words.sentJustNow}</Notice>
      ) : (
        <ProblemNotice problem={act.problem} />
      )}
      {consent}
      {isSent && (
        <Button id="sign-in" busy={act.busy} off={!isComplete(code)} onTap={() => signInIfAgreed()}>
          {words.signIn}
        </Button>
      )}
      <Button
        id="send-code"
        kind={isSent ? "text" : "primary"}
        busy={act.busy}
        off={!maySend}
        onTap={sendIfAgreed}
      >
        {secondsLeft > 0 ? words.resend(secondsLeft) : words.sendCode}
      </Button>
    </div>
  );
}
