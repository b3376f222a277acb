/** How groups of people fare: the same checks, counted by apparent group. */
import type { Bilingual } from "@gradphoto/domain/photo-standard";
import type { LabelledPhoto } from "./labelled-photos.ts";
import type { PhotoScore } from "./score-photo.ts";
import { type Share, shareOf, totalsOf } from "./tally.ts";

const says =
  (word: string) =>
  ({ apparent }: LabelledPhoto): boolean =>
    new RegExp(`\\b${word}\\b`, "i").test(apparent);

interface Group {
  readonly zh: string;
  readonly holds: (photo: LabelledPhoto) => boolean;
}

/** By English name. A photo may be in several; "woman" is a word of its own, not a "man". */
const groups: Readonly<Record<string, Group>> = {
  asian: { zh: "亚裔", holds: says("asian") },
  black: { zh: "黑人", holds: says("black") },
  white: { zh: "白人", holds: says("white") },
  woman: { zh: "女", holds: says("woman") },
  man: { zh: "男", holds: says("man") },
  glasses: { zh: "戴眼镜", holds: ({ wearsGlasses }) => wearsGlasses },
  "ears hidden": { zh: "耳朵被遮住", holds: ({ earsHidden }) => earsHidden },
  "long hair": { zh: "长发", holds: ({ longHair }) => longHair },
  "not told": { zh: "未注明", holds: ({ apparent }) => apparent === "" },
};

export const groupWords = (name: string): Bilingual => ({ zh: groups[name]?.zh ?? name, en: name });

export interface GroupRow {
  readonly group: string;
  readonly photos: number;
  readonly found: Share;
  /** Of good photos and those good but for their background, those refused for something else. */
  readonly wronglyRefused: Share;
  readonly unlabelledPerPhoto: number;
}

export interface ScoredPhoto {
  readonly photo: LabelledPhoto;
  readonly score: PhotoScore;
}

export const groupRows = (scored: readonly ScoredPhoto[]): GroupRow[] =>
  Object.entries(groups).map(([name, { holds }]) => {
    const scores = scored.filter(({ photo }) => holds(photo)).map(({ score }) => score);
    const totals = totalsOf(scores);
    return {
      group: name,
      photos: scores.length,
      found: totals.reasonsFound,
      wronglyRefused: shareOf(
        totals.goodRefused.count + totals.goodButForBackgroundRefused.count,
        totals.goodRefused.of + totals.goodButForBackgroundRefused.of,
      ),
      unlabelledPerPhoto: totals.unlabelledPerPhoto,
    };
  });
