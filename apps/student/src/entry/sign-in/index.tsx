/** Sign-in by WeChat in two taps, or by phone number and SMS code; the privacy terms are accepted first. */
import { brand } from "@gradphoto/domain";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Tick } from "../../parts/tick.tsx";
import { platform } from "../../platform/index.ts";
import { openPage } from "../../platform/navigation.ts";
import { changeSignInDraft, useSignInDraft } from "../../state/sign-in-draft.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { signInWords } from "./sign-in-words.ts";
import { SmsSignIn } from "./sms-sign-in.tsx";
import { WechatSignIn } from "./wechat-sign-in.tsx";
import { WechatWebSignIn } from "./wechat-web-sign-in.tsx";

definePageConfig({ navigationBarTitleText: "登录" });

const SignInHere = { wechat: WechatSignIn, "wechat-web": WechatWebSignIn, sms: SmsSignIn }[
  platform.signInBy
];

export default function SignIn() {
  const words = useWords(signInWords);
  const translate = useTranslate();
  const { hasAgreed: agreed, sentTo } = useSignInDraft();
  const [hasTapped, setHasTapped] = useState(false);
  /** Whether the student may continue; otherwise displays what is missing. */
  const mayGoOn = (): boolean => {
    setHasTapped(!agreed);
    return agreed;
  };
  const consent = (
    <>
      <Tick on={agreed} label={words.agree} onTap={() => changeSignInDraft({ hasAgreed: !agreed })}>
        <p className="text consent__line">
          {words.agree}{" "}
          <Button id="read-privacy" kind="link" onTap={() => openPage("terms")}>
            {words.readPrivacy}
          </Button>
        </p>
      </Tick>
      {hasTapped && !agreed && <Notice tone="warning">{words.agreeFirst}</Notice>}
    </>
  );
  return (
    <Page title={words.title} step={1}>
      <h2 className="title">{words.welcome(translate(brand))}</h2>
      {sentTo === "" && (
        <p className="text">{platform.signInBy === "sms" ? words.whyPhone : words.whyWechat}</p>
      )}
      <SignInHere mayGoOn={mayGoOn} consent={consent} />
    </Page>
  );
}
