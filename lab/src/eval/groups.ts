/** Results of the same checks for each apparent group of people. */
import type { LabelledPhoto } from "./labelled-photos.ts";
import type { PhotoScore } from "./score-photo.ts";
import { type Share, shareOf, totalsOf } from "./tally.ts";

const text =
  (word: string) =>
  ({ apparent }: LabelledPhoto): boolean =>
    new RegExp(`\\b${word}\\b`, "i").test(apparent);

/** Groups by label. A photo may be in several. Words match as a whole, so "woman" does not count as "man". */
const groups: Readonly<Record<string, (photo: LabelledPhoto) => boolean>> = {
  asian: text("asian"),
  black: text("black"),
  white: text("white"),
  woman: text("woman"),
  man: text("man"),
  glasses: ({ wearsGlasses }) => wearsGlasses,
  "ears hidden": ({ earsHidden }) => earsHidden,
  "long hair": ({ longHair }) => longHair,
  "not told": ({ apparent }) => apparent === "",
};

export interface GroupRow {
  readonly group: string;
  readonly photos: number;
  readonly detected: Share;
  /**
   * Share of photos that were refused for another reason than their background, among those that are good except for
   * it.
   */
  readonly wronglyRefused: Share;
  readonly unlabelledPerPhoto: number;
}

export interface ScoredPhoto {
  readonly photo: LabelledPhoto;
  readonly score: PhotoScore;
}

export const groupRows = (scored: readonly ScoredPhoto[]): GroupRow[] =>
  Object.entries(groups).map(([name, holds]) => {
    const scores = scored.filter(({ photo }) => holds(photo)).map(({ score }) => score);
    const totals = totalsOf(scores);
    return {
      group: name,
      photos: scores.length,
      detected: totals.detectedReasons,
      wronglyRefused: shareOf(
        totals.goodRefused.count + totals.goodButForBackgroundRefused.count,
        totals.goodRefused.of + totals.goodButForBackgroundRefused.of,
      ),
      unlabelledPerPhoto: totals.unlabelledPerPhoto,
    };
  });
