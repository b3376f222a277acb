/** Verdict of the engine as a notice, in its colour. */
import type { ReportVerdict } from "@gradphoto/domain";
import type { ReactNode } from "react";
import { Notice, type NoticeAction } from "../notice.tsx";

interface VerdictNoticeProps {
  /** null: there is none, or this app does not know it. */
  readonly verdict: ReportVerdict | null;
  readonly heading: string;
  readonly action?: NoticeAction;
  readonly children?: ReactNode;
}

const tones = { pass: "success", review: "warning", refused: "danger" } as const;

export function VerdictNotice({ verdict, heading, children, ...rest }: VerdictNoticeProps) {
  return (
    <Notice tone={verdict === null ? "danger" : tones[verdict]} {...rest}>
      <div id="verdict">
        <p className="heading">{heading}</p>
        {children}
      </div>
    </Notice>
  );
}
