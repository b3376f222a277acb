/** Keys of the desk, of magnification, and of choosing reasons. */
import { type ReviewReasonCode, reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import type { KeyAction } from "../lib/use-keys.ts";
import type { DeskActions, DeskRole } from "./desk-bar.tsx";
import type { ViewControls, ViewMode } from "./view.ts";

export const undoKey = (run: () => void): KeyAction => ({
  key: "z",
  words: {
    zh: "撤销上一个决定（在可撤销时间内）",
    en: "Undo the last decision (while it can be undone)",
  },
  run,
});

/** One key for each numbered finding. */
export const findingKeys = <One>(
  loud: readonly One[],
  show: (one: One) => void,
): readonly KeyAction[] =>
  loud.slice(0, 9).map((finding, index) => ({
    key: String(index + 1),
    words: { zh: `看第 ${index + 1} 条检查结果`, en: `Show finding ${index + 1}` },
    run: () => show(finding),
  }));

export function deskKeys(acts: DeskActions, use: DeskRole): readonly KeyAction[] {
  const escalate = {
    key: "e",
    words: { zh: "转复核员", en: "Hand to a senior reviewer" },
    run: acts.escalate,
  };
  const exception = {
    key: "x",
    words: { zh: "按特殊情况通过", en: "Grant an exception" },
    run: acts.exception,
  };
  return [
    { key: "a", words: { zh: "通过，看下一份", en: "Approve and go on" }, run: acts.approve },
    { key: "r", words: { zh: "不通过，选择原因", en: "Reject: choose reasons" }, run: acts.reject },
    ...(use === "second-look"
      ? []
      : [use === "reviewer" ? escalate : exception, undoKey(acts.undo)]),
    { key: "n", words: { zh: "放回队列", en: "Return to the queue" }, run: acts.skip },
    {
      key: "Enter",
      page: true,
      words: { zh: "照片全屏，或退出全屏", en: "Full screen, or back" },
      run: acts.flipFull,
    },
    {
      key: "b",
      words: { zh: "切换对比", en: "Switch between original and result" },
      run: acts.blink,
    },
    {
      key: "o",
      words: { zh: "显示或隐藏标注", en: "Show or hide overlays" },
      run: acts.flipOverlays,
    },
    {
      key: "c",
      words: { zh: "与此前的照片对比", en: "Compare with the earlier photo" },
      run: acts.flipEarlier,
    },
    ...viewKeyActions(acts),
  ];
}

const lookKeys: readonly (Pick<KeyAction, "key" | "words"> & { readonly look: ViewMode })[] = [
  { look: "photo", key: "0", words: { zh: "整张", en: "Whole photo" } },
  { look: "original", key: "f", words: { zh: "完整原图", en: "Whole original" } },
  { look: "pixels", key: "p", words: { zh: "原图 100%", en: "Original 100%" } },
  { look: "eyes", key: "i", words: { zh: "眼睛", en: "Eyes" } },
  { look: "ears", key: "h", words: { zh: "耳朵", en: "Ears" } },
  { look: "mouth", key: "m", words: { zh: "嘴", en: "Mouth" } },
  { look: "collar", key: "k", words: { zh: "领口", en: "Collar" } },
  { look: "crown", key: "t", words: { zh: "头顶", en: "Crown" } },
  { look: "left-edge", key: "[", words: { zh: "左边缘", en: "Left edge" } },
  { look: "right-edge", key: "]", words: { zh: "右边缘", en: "Right edge" } },
];

const zoomStep = 1.4;

export const viewKeyActions = ({
  look,
  zoomBy,
}: Pick<ViewControls, "look" | "zoomBy">): readonly KeyAction[] => [
  ...lookKeys.map(({ look: at, key, words }) => ({ key, words, run: () => look(at) })),
  // Plus without Shift is the equals sign.
  ...["+", "="].map((key) => ({
    key,
    words: { zh: "放大", en: "Zoom in" },
    run: () => zoomBy(zoomStep),
  })),
  { key: "-", words: { zh: "缩小", en: "Zoom out" }, run: () => zoomBy(1 / zoomStep) },
];

/** `again`: repeats the reasons of the previous photo. */
interface ReasonActs
  extends Readonly<Record<"search" | "repeated" | "send" | "close", () => void>> {
  readonly flip: (code: ReviewReasonCode) => void;
  /** null where nobody would read a text. */
  readonly words: Readonly<Record<"write" | "fillIn", () => void>> | null;
}

export function reasonKeys({
  flip,
  search,
  repeated,
  words,
  send,
  close,
}: ReasonActs): readonly KeyAction[] {
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
    {
      key: "l",
      words: { zh: "与上一张的原因相同", en: "The same reasons as last time" },
      run: repeated,
    },
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
