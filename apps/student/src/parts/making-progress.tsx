/** How far the photo is made: the steps done, the one in work and those to come. */
import { allMakingSteps, isMakingStep, makingSteps } from "@gradphoto/domain";
import { type ReactNode, useState } from "react";
import { useTranslate } from "../words/words.ts";
import { Progress } from "./progress.tsx";

interface MakingProgressProps {
  /** Empty, or one that this app does not know, before the first. */
  readonly step: string;
  readonly label: string;
  /** Below the steps. */
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
            <li key={one} className={index > begun ? "quiet" : "text"} data-step={index === begun ? one : undefined}>
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
 * The place of the step in work, -1 before the first, and how much that is of all. A photo that is made again goes through
 * its last steps twice; to whoever waits it goes on.
 */
export function useMakingShare(step: string): { readonly begun: number; readonly share: number | null } {
  const index = isMakingStep(step) ? allMakingSteps.indexOf(step) : -1;
  const [furthest, setFurthest] = useState(index);
  if (index > furthest) setFurthest(index);
  const begun = Math.max(index, furthest);
  return { begun, share: begun < 0 ? null : (begun + 0.5) / allMakingSteps.length };
}
