/** Sign-in inside WeChat's browser: 微信快速登录 by the official account, then the phone number by SMS. */
import type { Problem } from "@gradphoto/domain/client";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { platform } from "../../platform/index.ts";
import { pathOf, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { storeSession, useSessionToken } from "../../state/session.ts";
import { clearWebSignIn, newWebSignIn, webSignInTurn } from "../../state/web-sign-in.ts";
import { useWords } from "../../words/words.ts";
import type { ConsentedProps } from "./after-sign-in.ts";
import { goOnAfterSignIn } from "./after-sign-in.ts";
import { signInWords } from "./sign-in-words.ts";
import { SmsSignIn } from "./sms-sign-in.tsx";

export function WechatWebSignIn({ mayGoOn, consent }: ConsentedProps) {
  const words = useWords(signInWords);
  const param = usePageParams<"sign-in">();
  const token = useSessionToken();
  const [refused, setRefused] = useState(false);
  const act = useAct();
  const { run } = act;
  const hasReturned = useRef(false);
  const query = { code: param("code"), state: param("state") };
  const latest = useRef(query);
  latest.current = query;
  useEffect(() => {
    const { code, state } = latest.current;
    // Ignores a return whose state this device did not send.
    const turn = webSignInTurn(state);
    if (hasReturned.current || turn === null) return;
    hasReturned.current = true;
    clearWebSignIn();
    setRefused(code === "");
    if (code !== "") void run(() => redeem(code, turn));
  }, [run]);
  if (token !== null) {
    return (
      <div className="stack">
        <Notice tone="success">{words.wechatWebDone}</Notice>
        <SmsSignIn mayGoOn={() => true} consent={null} />
      </div>
    );
  }
  return (
    <div className="stack">
      {refused && <Notice tone="warning">{words.wechatRefused}</Notice>}
      <ProblemNotice problem={act.problem} />
      {consent}
      <Button
        id="wechat-sign-in"
        busy={act.busy}
        onTap={() => {
          if (mayGoOn()) void run(() => leaveForWechat(1));
        }}
      >
        {words.wechatLogin}
      </Button>
    </div>
  );
}

async function leaveForWechat(turn: number): Promise<Problem | null> {
  const answer = await call("readWechatWebSignIn", {});
  if (!answer.ok) return answer.problem;
  platform.openWebSignIn(answer.value.authorizeUrl, pathOf("sign-in"), newWebSignIn(turn));
  return null;
}

/** A used or expired code restarts the sign-in at WeChat once, without a message. */
async function redeem(code: string, turn: number): Promise<Problem | null> {
  const answer = await call("signInWithWechatWeb", { body: { code } });
  if (!answer.ok) {
    return answer.problem.code === "wechat-code-used" && turn === 1
      ? leaveForWechat(2)
      : answer.problem;
  }
  storeSession(answer.value.token);
  if (answer.value.account.phoneMasked !== null) await goOnAfterSignIn("");
  return null;
}
