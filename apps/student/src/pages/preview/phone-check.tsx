/** Result of the check on this phone before upload: loading progress of the engine, then the verdict. */
import { makingSteps } from "@gradphoto/domain";
import { VerdictNotice } from "../../parts/findings/findings.tsx";
import { Progress, useMakingShare } from "../../parts/progress.tsx";
import type { PrecheckState } from "../../service/use-precheck.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { previewWords } from "./preview-words.ts";

interface PhoneCheckProps {
  readonly state: PrecheckState;
  /** The photo can be uploaded without this check. */
  readonly mayUpload: boolean;
}

/** Renders nothing where only the service checks. */
export function PhoneCheck({ state, mayUpload }: PhoneCheckProps) {
  const words = useWords(previewWords);
  if (state.kind === "none") return null;
  if (state.kind === "done") {
    const { verdict, findings } = state.outcome.report;
    const [heading, about] = {
      pass: [words.passed, words.passedAbout],
      review: [words.review, words.reviewAbout],
      refused: [words.refused, words.refusedAbout],
    }[verdict];
    return (
      <VerdictNotice verdict={verdict} heading={heading ?? ""} findings={findings}>
        <p className="text">{about}</p>
      </VerdictNotice>
    );
  }
  return <Checking state={state} mayUpload={mayUpload} />;
}

interface CheckingProps extends PhoneCheckProps {
  readonly state: Extract<PrecheckState, { readonly kind: "loading" | "checking" }>;
}

function Checking({ state, mayUpload }: CheckingProps) {
  const words = useWords(previewWords);
  const translate = useTranslate();
  const isLoading = state.kind === "loading";
  const making = useMakingShare(isLoading ? "" : state.step);
  return (
    <section className="card" id="phone-check">
      <h2 className="heading">{words.precheck}</h2>
      <p className="text">
        {isLoading
          ? words.loading(Math.floor(state.share * 100))
          : translate(makingSteps[state.step])}
      </p>
      <Progress share={isLoading ? state.share : making.share} label={words.precheck} />
      <p className="quiet">{words.local}</p>
      {mayUpload && isLoading && <p className="quiet">{words.noWait}</p>}
    </section>
  );
}
