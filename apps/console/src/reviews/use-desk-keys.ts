/** The keys of the review desk. */
import { type KeyAction, useKeys } from "../lib/keyboard.ts";
import { useStaff } from "../lib/staff.ts";
import type { DeskActs } from "./desk-bar.tsx";
import { lookActions } from "./look-keys.ts";

export const undoKey = (run: () => void): KeyAction => ({
  key: "z",
  words: { zh: "撤销上一个决定（在可撤销时间内）", en: "Undo the last decision (while it can be undone)" },
  run,
});

export const compareKeys = ({
  blink,
  flipOverlays,
}: Pick<DeskActs, "blink" | "flipOverlays">): readonly KeyAction[] => [
  { key: "b", words: { zh: "闪烁对比", en: "Blink original and result" }, run: blink },
  { key: "o", words: { zh: "显示或隐藏标注", en: "Show or hide overlays" }, run: flipOverlays },
];

/** One key for each of the findings that stand there with a number. */
export const findingKeys = (findings: number, show: (index: number) => void): readonly KeyAction[] =>
  Array.from({ length: Math.min(9, findings) }, (_, index) => ({
    key: String(index + 1),
    words: { zh: `看第 ${index + 1} 条检查结果`, en: `Show finding ${index + 1}` },
    run: () => show(index),
  }));

/** `findings`: how many there are to be shown by their number. */
export const deskKeys = (acts: DeskActs, findings: number, isSenior: boolean): readonly KeyAction[] => [
  { key: "a", words: { zh: "通过，看下一份", en: "Approve and go on" }, run: acts.approve },
  { key: "r", words: { zh: "不通过，选择原因", en: "Reject: choose reasons" }, run: acts.reject },
  isSenior
    ? { key: "x", words: { zh: "按特殊情况通过", en: "Grant an exception" }, run: acts.exception }
    : { key: "e", words: { zh: "转复核员", en: "Hand to a senior reviewer" }, run: acts.escalate },
  { key: "n", words: { zh: "放回队列", en: "Return to the queue" }, run: acts.skip },
  undoKey(acts.undo),
  ...compareKeys(acts),
  { key: "c", words: { zh: "与此前的照片对比", en: "Compare with the earlier photo" }, run: acts.flipEarlier },
  ...lookActions(acts),
  ...findingKeys(findings, acts.showFinding),
];

export function useDeskKeys(acts: DeskActs, findings: number, on: boolean): void {
  const { role } = useStaff();
  useKeys(deskKeys(acts, findings, role === "senior-reviewer"), on);
}
