/** The keys while reasons are chosen. */
import { type ReviewReasonCode, reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import { type KeyAction, useKeys } from "../lib/keyboard.ts";

export interface ReasonActs {
  readonly flip: (code: ReviewReasonCode) => void;
  readonly search: () => void;
  /** The reasons of the photo before. */
  readonly again: () => void;
  /** null where nobody would read words. */
  readonly words: { readonly write: () => void; readonly fillIn: () => void } | null;
  readonly send: () => void;
  readonly close: () => void;
}

export function reasonKeys({ flip, search, again, words, send, close }: ReasonActs): readonly KeyAction[] {
  const ofReasons = reviewerReasonCodes.flatMap((code): KeyAction[] => {
    const { key, label } = reviewReasons[code];
    return key === null ? [] : [{ key, words: label, run: () => flip(code) }];
  });
  const ofWords = (acts: NonNullable<ReasonActs["words"]>): KeyAction[] => [
    { key: "o", words: { zh: "写补充说明", en: "Write a note to the student" }, run: acts.write },
    {
      key: "p",
      words: { zh: "把测得的数值写进说明", en: "Put the measured numbers into the note" },
      run: acts.fillIn,
    },
  ];
  return [
    ...ofReasons,
    { key: "/", words: { zh: "查找原因", en: "Search the reasons" }, run: search },
    { key: "l", words: { zh: "与上一张的原因相同", en: "The same reasons as last time" }, run: again },
    ...(words === null ? [] : ofWords(words)),
    { key: "Enter", words: { zh: "确定不通过", en: "Reject" }, run: send },
    {
      key: "Enter",
      ctrl: true,
      words: { zh: "确定不通过（写字时也可以）", en: "Reject, also while typing" },
      run: send,
    },
    { key: "Escape", words: { zh: "返回检查结果", en: "Back to the findings" }, run: close },
  ];
}

export const useReasonKeys = (acts: ReasonActs): void => useKeys(reasonKeys(acts));
