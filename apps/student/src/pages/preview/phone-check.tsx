/** What this phone says of the photo before it is sent: how far its engine is, then the verdict. */
import { allMakingSteps, makingSteps } from "@gradphoto/domain";
import { VerdictNotice } from "../../parts/findings/verdict-notice.tsx";
import { Progress } from "../../parts/progress.tsx";
import type { PrecheckState } from "../../service/use-precheck.ts";
import { useSay, useWords } from "../../words/words.ts";
import { previewWords } from "./preview-words.ts";

interface PhoneCheckProps {
  readonly state: PrecheckState;
  /** The photo could be sent without it. */
  readonly mayUpload: boolean;
}

/** Draws nothing where the service checks alone. */
export function PhoneCheck({ state, mayUpload }: PhoneCheckProps) {
  const words = useWords(previewWords);
  const say = useSay();
  if (state.kind === "none") return null;
  if (state.kind === "done") {
    const { verdict } = state.outcome.report;
    const [heading, about] = {
      pass: [words.passed, words.passedAbout],
      review: [words.review, words.reviewAbout],
      refused: [words.refused, words.refusedAbout],
    }[verdict];
    return (
      <VerdictNotice verdict={verdict} heading={heading ?? ""}>
        <p className="text">{about}</p>
      </VerdictNotice>
    );
  }
  const isLoading = state.kind === "loading";
  const share = isLoading ? state.share : (allMakingSteps.indexOf(state.step) + 0.5) / allMakingSteps.length;
  return (
    <section className="card" id="phone-check">
      <h2 className="heading">{words.precheck}</h2>
      <p className="text">{isLoading ? words.loading(Math.floor(share * 100)) : say(makingSteps[state.step])}</p>
      <Progress share={share} label={words.precheck} />
      <p className="quiet">{words.local}</p>
      {mayUpload && isLoading && <p className="quiet">{words.noWait}</p>}
    </section>
  );
}
