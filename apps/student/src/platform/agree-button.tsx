/** WeChat's own button that agrees to the use of personal data; the web has none. */
import { Button } from "@tarojs/components";
import type { ReactNode } from "react";
import { agreeButtonId, answerPrivacyQuestion } from "./wechat/privacy-question.ts";

export function AgreeButton({ children }: { readonly children: ReactNode }) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button
      id={agreeButtonId}
      className="button button--primary"
      openType="agreePrivacyAuthorization"
      onAgreePrivacyAuthorization={() => answerPrivacyQuestion(true)}
    >
      {children}
    </Button>
  ) : null;
}
