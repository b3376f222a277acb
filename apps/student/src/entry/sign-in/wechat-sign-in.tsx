/** 微信快速登录, then 微信手机号授权登录; a refusal is explained and can be retried. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { platform } from "../../platform/index.ts";
import { usePageParams } from "../../platform/navigation.ts";
import { PhoneButton } from "../../platform/wechat-components.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { storeSession, useSessionToken } from "../../state/session.ts";
import { useWords } from "../../words/words.ts";
import type { ConsentedProps } from "./after-sign-in.ts";
import { goOnAfterSignIn } from "./after-sign-in.ts";
import { OwnerField, useOwner } from "./owner-field.tsx";
import { signInWords } from "./sign-in-words.ts";

export function WechatSignIn({ mayGoOn, consent }: ConsentedProps) {
  const words = useWords(signInWords);
  const param = usePageParams<"sign-in">();
  const token = useSessionToken();
  const act = useAct();
  const owner = useOwner();
  const [refused, setRefused] = useState<"login" | "phone" | null>(null);
  const signIn = () => {
    if (!mayGoOn()) return;
    void act.run(async () => {
      const signedIn = await signInWithFreshCode((onCode) => setRefused(onCode ? null : "login"));
      if (signedIn === null || "code" in signedIn) return signedIn;
      // A number provided earlier is not requested again.
      if (signedIn.phoneMasked !== null) await goOnAfterSignIn(param("back"));
      return null;
    });
  };
  const givePhone = (code: string | null) =>
    act.run(async () => {
      setRefused(code === null ? "phone" : null);
      if (code === null) return null;
      const answer = await call("bindWechatPhone", { body: { code, ...owner.proof } });
      if (!answer.ok) return owner.handleProblem(answer.problem);
      await goOnAfterSignIn(param("back"));
      return null;
    });
  return (
    <div className="stack">
      {token !== null && <Notice tone="success">{words.wechatDone}</Notice>}
      {refused !== null && (
        <Notice tone="warning">
          {refused === "login" ? words.wechatRefused : words.phoneRefused}
        </Notice>
      )}
      <ProblemNotice problem={act.problem} />
      <OwnerField owner={owner} onEnter={() => {}} />
      {token === null && consent}
      {token === null ? (
        <Button id="wechat-sign-in" busy={act.busy} onTap={signIn}>
          {words.wechatLogin}
        </Button>
      ) : (
        <PhoneButton busy={act.busy} off={!owner.mayGoOn} onCode={(code) => void givePhone(code)}>
          {words.wechatPhone}
        </PhoneButton>
      )}
    </div>
  );
}

type Account = RouteAnswer<"readAccount">;

/** Resolves to null when the student refused. A used or expired code is requested again once, silently. */
async function signInWithFreshCode(
  onCode: (got: boolean) => void,
): Promise<Account | Problem | null> {
  let problem: Problem | null = null;
  for (let turn = 1; turn <= 2; turn++) {
    const code = await platform.wechatLoginCode();
    onCode(code !== null);
    if (code === null) return null;
    const answer = await call("signInWithWechat", { body: { code } });
    if (answer.ok) {
      storeSession(answer.value.token);
      return answer.value.account;
    }
    problem = answer.problem;
    if (problem.code !== "wechat-code-used") break;
  }
  return problem;
}
