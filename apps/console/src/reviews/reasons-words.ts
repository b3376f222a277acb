/** Texts of the panel of reasons. */
import { wordsOf } from "../lib/words.ts";

export const reasonsWords = wordsOf(
  {
    title: "不通过的原因（可多选）",
    back: "返回",
    search: "查找原因",
    searchShort: "查找原因",
    noneFound: "没有找到这样的原因。请换个词，或选“其他原因（见说明）”。",
    mostReasons: (most: number) => `最多选 ${most} 个原因。要选别的，请先去掉一个。`,
    leftOut: (lines: number, most: number) => `说明最多 ${most} 字，有 ${lines} 条数值写不下，没有写入。`,
    suggested: "检查提示",
    suggestedHere: "检查提示：",
    words: "补充说明（可不填，学生会看到）",
    wordsNeeded: "补充说明（必填，学生会看到）",
    wordsLack: "选了“其他原因（见说明）”，请写明原因，学生会看到它。",
    wordsHint: "（O）写给学生：测得、要求、怎样重拍",
    send: "确定不通过",
    fillIn: "写入数值",
    again: "同上一张",
  },
  {
    title: "Reasons for rejection",
    back: "Back",
    search: "Search the reasons",
    searchShort: "Search",
    noneFound: "No reason is called that. Try another word, or choose “Another reason (see the note)”.",
    mostReasons: (most) => `${most} reasons at most: to choose another, take one away first.`,
    leftOut: (lines, most) =>
      `The note holds ${most} letters: ${lines} of the numbers had no room and ${lines === 1 ? "was" : "were"} left out.`,
    suggested: "suggested",
    suggestedHere: "Checks point to ",
    words: "Note to the student (optional)",
    wordsNeeded: "Note to the student (needed)",
    wordsLack: "“Another reason (see the note)” is chosen: please write the reason; the student will see it.",
    wordsHint: "(O) To the student: numbers, how to retake",
    send: "Reject",
    fillIn: "Add the numbers",
    again: "Same as last time",
  },
);
