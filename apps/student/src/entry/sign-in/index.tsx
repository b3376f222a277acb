/** Sign-in by WeChat in two taps, or by phone number and SMS code; the privacy terms are accepted first. */
import { brand } from "@gradphoto/domain";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Tick } from "../../parts/tick.tsx";
import { platform } from "../../platform/index.ts";
import { openPage } from "../../platform/navigation.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { signInWords } from "./sign-in-words.ts";
import { SmsSignIn } from "./sms-sign-in.tsx";
import { WechatSignIn } from "./wechat-sign-in.tsx";
import { WechatWebSignIn } from "./wechat-web-sign-in.tsx";

definePageConfig({ navigationBarTitleText: "登录" });

const SignInHere = { wechat: WechatSignIn, "wechat-web": WechatWebSignIn, sms: SmsSignIn }[platform.signInBy];

export default function SignIn() {
  const words = useWords(signInWords);
  const translate = useTranslate();
  const [agreed, setAgreed] = useState(false);
  const [isRequested, setIsRequested] = useState(false);
  /** Whether the student may continue; otherwise displays what is missing. */
  const mayGoOn = (): boolean => {
    setIsRequested(!agreed);
    return agreed;
  };
  const consent = (
    <>
      <div className="card card--plain">
        <Tick on={agreed} label={words.agree} onTap={() => setAgreed(!agreed)}>
          <p className="text">{words.agree}</p>
          <Button id="read-privacy" kind="link" onTap={() => openPage("terms")}>
            {words.readPrivacy}
          </Button>
        </Tick>
      </div>
      {isRequested && !agreed && <Notice tone="warning">{words.agreeFirst}</Notice>}
    </>
  );
  return (
    <Page title={words.title} step={1}>
      <h2 className="title">{words.welcome(translate(brand))}</h2>
      <p className="text">{platform.signInBy === "sms" ? words.whyPhone : words.whyWechat}</p>
      <SignInHere mayGoOn={mayGoOn} consent={consent} />
    </Page>
  );
}
