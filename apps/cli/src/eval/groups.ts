/** How groups of people fare: the same checks, counted by apparent group. */
import type { LabelledPhoto } from "./labelled-photos.ts";
import { answerOf, type PhotoScore } from "./score-photo.ts";

const says =
  (word: string) =>
  ({ apparent }: LabelledPhoto): boolean =>
    new RegExp(`\\b${word}\\b`, "i").test(apparent);

/** A photo may be in several; "woman" is a word of its own, not a "man". */
const groups: readonly { readonly name: string; readonly holds: (photo: LabelledPhoto) => boolean }[] = [
  { name: "asian", holds: says("asian") },
  { name: "black", holds: says("black") },
  { name: "white", holds: says("white") },
  { name: "woman", holds: says("woman") },
  { name: "man", holds: says("man") },
  { name: "glasses", holds: ({ wearsGlasses }) => wearsGlasses },
  { name: "ears hidden", holds: ({ earsHidden }) => earsHidden },
];

export interface GroupRow {
  readonly group: string;
  readonly photos: number;
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly labelledPass: number;
  readonly wronglyRefused: number;
}

export interface ScoredPhoto {
  readonly photo: LabelledPhoto;
  readonly score: PhotoScore;
}

export const groupRows = (scored: readonly ScoredPhoto[]): GroupRow[] =>
  groups.map(({ name, holds }) => {
    const scores = scored.filter(({ photo }) => holds(photo)).map(({ score }) => score);
    const answers = scores.map(answerOf);
    const good = scores.filter(({ labelledPass }) => labelledPass);
    return {
      group: name,
      photos: scores.length,
      pass: answers.filter((answer) => answer === null).length,
      warn: answers.filter((answer) => answer === "warn").length,
      fail: answers.filter((answer) => answer === "fail").length,
      labelledPass: good.length,
      wronglyRefused: good.filter(({ falseAlarms }) => falseAlarms.some(({ level }) => level === "fail")).length,
    };
  });
