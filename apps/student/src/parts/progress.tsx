/** Progress of something, and of processing a photo: finished, current and future steps. */
import { allMakingSteps, isMakingStep, makingSteps } from "@gradphoto/domain";
import { type ReactNode, useState } from "react";
import { useTranslate } from "../words/words.ts";

/** Bar; without a number, an indeterminate one. */
export function Progress({
  share,
  label,
}: {
  readonly share: number | null;
  readonly label: string;
}) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share !== null && { "aria-valuenow": Math.round(share * 100) })}
    >
      {share === null ? (
        <div className="progress__bar progress__bar--working" />
      ) : (
        <div className="progress__bar" style={{ width: `${Math.round(share * 100)}%` }} />
      )}
    </div>
  );
}

interface MakingProgressProps {
  /** Before the first step it is empty; a step that this app does not know counts the same. */
  readonly step: string;
  readonly label: string;
  /** Content below the steps. */
  readonly children?: ReactNode;
}

export function MakingProgress({ step, label, children }: MakingProgressProps) {
  const translate = useTranslate();
  const { begun, share } = useMakingShare(step);
  return (
    <>
      <Progress share={share} label={label} />
      <div className="card">
        <ul className="numbered">
          {allMakingSteps.map((one, index) => (
            <li
              key={one}
              className={index > begun ? "quiet" : "text"}
              data-step={index === begun ? one : undefined}
            >
              {index < begun ? "✓" : index === begun ? "▸" : "·"} {translate(makingSteps[one])}
            </li>
          ))}
        </ul>
        {children}
      </div>
    </>
  );
}

/**
 * Index of the current step, -1 before the first, and its share of all. A reprocessed photo repeats its last steps; the
 * displayed progress never goes back.
 */
export function useMakingShare(step: string): {
  readonly begun: number;
  readonly share: number | null;
} {
  const index = isMakingStep(step) ? allMakingSteps.indexOf(step) : -1;
  const [furthest, setFurthest] = useState(index);
  if (index > furthest) setFurthest(index);
  const begun = Math.max(index, furthest);
  return { begun, share: begun < 0 ? null : (begun + 0.5) / allMakingSteps.length };
}
