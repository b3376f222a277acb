/** The four steps of the guide, with the student's current one. */
import { commonWords } from "../words/common-words.ts";
import { useWords } from "../words/words.ts";

/** 5: all four are done. */
export type Step = 1 | 2 | 3 | 4 | 5;

/** Id of the bar, where every page with steps begins. */
export const stepBarPlace = "step-bar";

export function StepBar({ now }: { readonly now: Step }) {
  const words = useWords(commonWords);
  const steps = [words.step1, words.step2, words.step3, words.step4];
  return (
    <nav id={stepBarPlace} className="page__column step-bar" aria-label={words.steps}>
      <ol className="steps">
        {steps.map((step, index) => {
          const place = index + 1 === now ? "now" : index + 1 < now ? "done" : "later";
          return (
            <li
              key={step}
              className={`steps__step steps__step--${place}`}
              {...(place === "now" && { "aria-current": "step" as const })}
            >
              {step}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
