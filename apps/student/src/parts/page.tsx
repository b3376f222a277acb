/** The frame of every page: title and way back, the four steps, the body, and the actions at the thumb. */
import type { ReactNode } from "react";
import { isWechat } from "../platform/index.ts";
import { goBack, openPage, useTurnEnd } from "../platform/navigation.ts";
import { usePageLost, useShellGone } from "../platform/web/page-loading.ts";
import { useSettings } from "../state/settings.ts";
import { commonWords } from "../words/common-words.ts";
import { useWords } from "../words/words.ts";
import { Icon } from "./icon.tsx";
import { NewSignIns } from "./new-sign-ins.tsx";
import { Notice } from "./notice.tsx";
import { PrivacyQuestion } from "./privacy-question.tsx";
import { type Step, StepBar } from "./step-bar.tsx";

interface PageProps {
  readonly title: string;
  /** Which of the four steps the page belongs to; null for pages beside the way. */
  readonly step: Step | null;
  readonly foot?: ReactNode;
  /** What came of the last tap: told where the eye is, above the actions. */
  readonly answer?: ReactNode;
  /** The first page has nowhere to go back to. */
  readonly first?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, step, foot, answer, first = false, children }: PageProps) {
  const { theme, largeType, language } = useSettings();
  const words = useWords(commonWords);
  const lost = usePageLost();
  useTurnEnd();
  useShellGone();
  return (
    <div
      className={`theme theme--${theme} theme--${language} ${largeType ? "theme--large" : ""} page`}
      lang={language === "zh" ? "zh-CN" : "en"}
    >
      <header className="page__head">
        {!isWechat && !first && (
          <button type="button" className="icon-button" aria-label={words.back} onClick={goBack}>
            <Icon name="back" />
          </button>
        )}
        {/* WeChat shows the title and the way back in its own bar; the first page says its name in the middle. */}
        {isWechat || first ? <div className="grow" /> : <h1 className="page__title">{title}</h1>}
        <button type="button" className="icon-button" aria-label={words.service} onClick={() => openPage("contact")}>
          <Icon name="phone" />
        </button>
        <button type="button" className="icon-button" aria-label={words.menu} onClick={() => openPage("settings")}>
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
