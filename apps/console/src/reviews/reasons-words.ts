/** What the panel of reasons says. */
import { wordsOf } from "../lib/words.ts";

export const reasonsWords = wordsOf(
  {
    title: "不通过的原因（可多选）",
    back: "返回",
    search: "查找原因",
    suggested: "检查提示",
    none: "还没有选原因。按原因前的键，或点一下。",
    words: "补充说明（可不填，学生会看到）",
    wordsHint: "补充说明，学生会看到（O）：量到什么、应为什么、怎样重拍",
    send: "确定不通过",
    fillIn: "写入数值",
    again: "同上一张",
  },
  {
    title: "Reasons for rejecting (one or several)",
    back: "Back",
    search: "Search the reasons",
    suggested: "suggested",
    none: "Nothing chosen yet. Press the key of a reason, or click it.",
    words: "More words (optional, the student reads them)",
    wordsHint: "For the student (O): what was measured, what is allowed, how to retake",
    send: "Reject",
    fillIn: "Add the numbers",
    again: "Same as last time",
  },
);
