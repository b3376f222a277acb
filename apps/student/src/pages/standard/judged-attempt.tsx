/** Photo judged by the service: its verdict and next reviewer, its pictures and findings. */
import { reportVerdicts } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Findings, VerdictNotice } from "../../parts/findings/findings.tsx";
import type { NoticeAction } from "../../parts/notice.tsx";
import { useOwnPicture } from "../../service/own-picture.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { standardWords } from "./standard-words.ts";

interface JudgedAttemptProps {
  readonly attempt: RouteAnswer<"readAttempt">;
  /** Path as the service returns it. */
  readonly original: string;
  /** The student may request a person instead of the machine. */
  readonly canRequestReview: boolean;
  readonly action?: NoticeAction;
}

export function JudgedAttempt({
  attempt,
  original,
  canRequestReview,
  ...rest
}: JudgedAttemptProps) {
  const words = useWords(standardWords);
  const translate = useTranslate();
  const { label, result, findings } = attempt;
  const verdict = reportVerdicts.find((one) => one === attempt.verdict) ?? null;
  const originalPicture = useOwnPicture(original);
  const resultPicture = useOwnPicture(result?.url ?? null);
  const [heading = "", about] = verdict === null ? [translate(label)] : words[verdict];
  return (
    <>
      <VerdictNotice verdict={verdict} heading={heading} findings={findings} {...rest}>
        {about && <p className="text">{about}</p>}
        {canRequestReview && <p className="text">{words.orPerson}</p>}
      </VerdictNotice>
      <Findings
        photo={{ ...attempt, verdict, original: originalPicture, result: result && resultPicture }}
      />
    </>
  );
}
