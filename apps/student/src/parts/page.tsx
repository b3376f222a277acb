/** Frame of every page: title and back button, the four steps, the body, and the actions at the bottom. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { isWechat } from "../platform/index.ts";
import { goBack, openPage, useTurnEnd } from "../platform/navigation.ts";
import { usePageLost, useShellRemoved } from "../platform/web/use-page-drawn.ts";
import {
  answerPrivacyQuestion,
  openPrivacyContract,
  usePrivacyPrompt,
} from "../platform/wechat/privacy-question.ts";
import { AgreeButton } from "../platform/wechat-components.tsx";
import { useSettings } from "../state/settings.ts";
import { commonWords } from "../words/common-words.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { NewSignIns } from "./new-sign-ins.tsx";
import { Notice } from "./notice.tsx";
import { Sheet } from "./sheet.tsx";
import { type Step, StepBar } from "./step-bar.tsx";

const wordTable = wordsOf(
  {
    title: "先请您同意",
    about: "刚才的操作要用到您的个人信息。我们只在您点按对应的按钮时使用：",
    used: [
      "手机号：登录和通知审核结果",
      "相机和相册：拍摄或选取要做成证照的照片",
      "保存到相册：保存做好的照片",
      "剪贴板：复制订单号和链接",
    ],
    contract: "阅读《用户隐私保护指引》",
    agree: "同意",
    refuse: "暂不同意",
    refused:
      "您没有同意，刚才的操作没有进行，什么也没有使用。您仍可浏览说明、查看进度、联系客服。需要时再点一次刚才的按钮，会重新询问您。",
  },
  {
    title: "Your consent first",
    about:
      "What you just did needs personal data. We use them only when you tap the button that needs them:",
    used: [
      "Phone number: to sign you in and tell you the result",
      "Camera and album: to take or choose the photo",
      "Saving to the album: to keep the standard photo",
      "Clipboard: to copy order numbers and links",
    ],
    contract: "Read the privacy guidelines",
    agree: "Agree",
    refuse: "Not now",
    refused:
      "You did not agree, so nothing was done and nothing was used. You can still read, follow your progress and reach customer service. When you need it, tap the same button again and we will ask once more.",
  },
);

/** Privacy prompt before WeChat lets the app use data for the first time; accepted by WeChat's own button. */
function PrivacyQuestion() {
  const words = useWords(wordTable);
  const privacyPrompt = usePrivacyPrompt();
  const [refused, setRefused] = useState(false);
  const refuse = () => {
    setRefused(true);
    answerPrivacyQuestion(false);
  };
  if (!privacyPrompt) {
    return refused ? (
      <div className="page__column page__lost">
        <Notice tone="warning">{words.refused}</Notice>
      </div>
    ) : null;
  }
  return (
    <Sheet title={words.title} onClose={refuse}>
      <p className="text">{words.about}</p>
      <ul className="numbered">
        {words.used.map((use) => (
          <li className="text" key={use}>
            · {use}
          </li>
        ))}
      </ul>
      <Button id="privacy-contract" kind="link" onTap={openPrivacyContract}>
        {words.contract}
      </Button>
      <AgreeButton>{words.agree}</AgreeButton>
      <Button id="privacy-refuse" kind="text" onTap={refuse}>
        {words.refuse}
      </Button>
    </Sheet>
  );
}

interface PageProps {
  readonly title: string;
  /** Which of the four steps the page belongs to; null for pages outside the flow. */
  readonly step: Step | null;
  readonly foot?: ReactNode;
  /** Result of the last tap, displayed right above the actions. */
  readonly answer?: ReactNode;
  /** The first page has no back button. */
  readonly first?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, step, foot, answer, first = false, children }: PageProps) {
  const { theme, largeType, language } = useSettings();
  const words = useWords(commonWords);
  const lost = usePageLost();
  const frame = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // A page that focuses no field of its own is announced by its title.
  useEffect(() => {
    if (!isWechat && frame.current?.contains(document.activeElement) === false)
      heading.current?.focus({ preventScroll: true });
  }, []);
  useTurnEnd();
  useShellRemoved();
  return (
    <div
      ref={frame}
      className={`theme theme--${theme} theme--${language} ${largeType ? "theme--large" : ""} page`}
      lang={language === "zh" ? "zh-CN" : "en"}
    >
      <header className="page__head">
        {!isWechat && !first && (
          <button type="button" className="icon-button" aria-label={words.back} onClick={goBack}>
            <Icon name="back" />
          </button>
        )}
        {/* WeChat shows title and back button in its own bar; the first page has its name in the middle. */}
        {isWechat || first ? (
          <div className="grow" />
        ) : (
          <h1 ref={heading} tabIndex={-1} className="page__title">
            {title}
          </h1>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={words.service}
          onClick={() => openPage("contact")}
        >
          <Icon name="phone" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.menu}
          onClick={() => openPage("settings")}
        >
          <Icon name="settings" />
        </button>
      </header>
      {step && <StepBar now={step} />}
      <main className="page__column page__body">
        <NewSignIns />
        {children}
      </main>
      {lost && (
        <div className="page__column page__lost">
          <Notice tone="danger">{words.pageLost}</Notice>
        </div>
      )}
      {process.env.TARO_ENV === "weapp" && <PrivacyQuestion />}
      {foot && (
        <footer className="page__foot">
          <div className="page__column page__actions">
            {answer}
            {foot}
          </div>
        </footer>
      )}
    </div>
  );
}
