/** How many of the cut-outs that people called clean, small or faulty the engine flags itself. */
import type { Cleanness } from "./cut-out-labels.ts";
import { type Half, halvesOf } from "./halves.ts";
import type { JudgedPhoto } from "./judge-photos.ts";
import { type Share, shareOf } from "./tally.ts";

export interface CutOutRow {
  readonly half: Half;
  readonly cleanness: Cleanness;
  readonly flagged: Share;
}

/** Checks that a cut-out with a visible fault fails: one of them is enough for a person to look. */
const cutOutChecks: readonly string[] = ["edge-fringe", "framing-tight", "lower-edge"];

/** Counts each half of the people apart. The limit of the remaining wall was chosen on half 0. */
export function cutOutRows(judged: readonly JudgedPhoto[]): CutOutRow[] {
  const halfOf = halvesOf(judged.map(({ photo }) => photo));
  return ([0, 1] as const).flatMap((half) =>
    (["clean", "small", "faulty"] as const).map((cleanness) => {
      const counted = judged.filter(
        ({ photo }) => photo.cutOut === cleanness && halfOf.get(photo.file) === half,
      );
      const flagged = counted.filter(({ outcome }) =>
        outcome?.report.findings.some(
          ({ id, verdict }) =>
            cutOutChecks.includes(id) && verdict !== "pass" && verdict !== "unsure",
        ),
      );
      return { half, cleanness, flagged: shareOf(flagged.length, counted.length) };
    }),
  );
}
