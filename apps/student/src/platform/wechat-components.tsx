/** WeChat's own components, for what only they may do; the web has none of them. */
import { Button, PageContainer } from "@tarojs/components";
import { useShareAppMessage } from "@tarojs/taro";
import type { ReactNode } from "react";
import { agreeButtonId, answerPrivacyQuestion } from "./wechat/privacy-question.ts";

interface SharedCard {
  readonly title: string;
  /** Page of the app that the card opens. */
  readonly path: string;
}

/** Content of the card when the page is shared, including from WeChat's own menu. */
export const useShareCard = (card: () => SharedCard): void => useShareAppMessage(card);

/** Sends a page to a friend as a card; the web has the share dialog and the link. */
export function ShareButton({ children }: { readonly children: ReactNode }) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button id="share" className="button button--primary" openType="share">
      {children}
    </Button>
  ) : null;
}

interface PhoneButtonProps {
  readonly busy: boolean;
  readonly off: boolean;
  /** null: the student refused. */
  readonly onCode: (code: string | null) => void;
  readonly children: ReactNode;
}

/** Requests the phone number. */
export function PhoneButton({ busy, off, onCode, children }: PhoneButtonProps) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button
      id="wechat-phone"
      className="button button--primary"
      openType="getPhoneNumber"
      disabled={off || busy}
      onGetPhoneNumber={({ detail }) => onCode(detail.code ?? null)}
    >
      {children}
    </Button>
  ) : null;
}

export const hasContactButton = process.env.TARO_ENV === "weapp";

/** Opens customer service; the web has only the phone number. */
export function ContactButton({ children }: { readonly children: ReactNode }) {
  return hasContactButton ? (
    <Button className="button button--second" openType="contact">
      {children}
    </Button>
  ) : null;
}

/** Closes an overlay by the system's back gesture; the web does so through the history. */
export function BackCloses({ onBack }: { readonly onBack: () => void }) {
  if (process.env.TARO_ENV !== "weapp") return null;
  return (
    <PageContainer show overlay={false} duration={0} position="center" onAfterLeave={onBack} />
  );
}

/** Agrees to the use of personal data. */
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
