/** Notice for the student, with what to do next. */
import type { Problem } from "@gradphoto/domain/client";
import type { ReactNode } from "react";
import { openPage } from "../platform/navigation.ts";
import { commonWords } from "../words/common-words.ts";
import { useTranslate, useWords } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

type NoticeTone = "info" | "warning" | "success" | "danger";

export interface NoticeAction {
  readonly label: string;
  readonly onTap: () => void;
}

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly action?: NoticeAction;
  readonly children: ReactNode;
}

export function Notice({ tone = "info", action, children }: NoticeProps) {
  return (
    <div className={`notice notice--${tone}`} role={tone === "danger" ? "alert" : "status"}>
      <span className="notice__icon">
        <Icon name={tone} />
      </span>
      <div className="notice__body">
        <div className="notice__text">{children}</div>
        {action && (
          <Button kind="link" onTap={action.onTap}>
            {action.label}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A refusal in the service's own text, with a link to sign-in where that helps. Renders nothing for null. */
export function ProblemNotice({
  problem,
  onRetry,
  onConsent,
}: {
  readonly problem: Problem | null;
  readonly onRetry?: () => void;
  /** Opens the page where a missing consent can be given. */
  readonly onConsent?: () => void;
}) {
  const words = useWords(commonWords);
  const translate = useTranslate();
  if (!problem) return null;
  const action =
    problem.status === 401
      ? { label: words.signIn, onTap: () => openPage("sign-in", { back: "page" }) }
      : problem.code === "consent-missing"
        ? onConsent && { label: words.consent, onTap: onConsent }
        : onRetry && { label: words.retry, onTap: onRetry };
  return (
    <Notice tone="danger" {...(action && { action })}>
      <p className="text" data-code={problem.code}>
        {translate(problem.words)}
      </p>
      {problem.status >= 500 && problem.requestId !== null && (
        <p className="quiet">{words.reference(problem.requestId)}</p>
      )}
    </Notice>
  );
}
