/** Texts of the panel of reasons. */
import {
  type Bilingual,
  type Finding,
  groupFindings,
  type ReviewReasonCode,
  reviewerReasonCodes,
  reviewReasons,
} from "@gradphoto/domain";
import { wordsOf } from "../lib/words.ts";

/** Findings that need a look, most severe first, and notes that are always displayed. */
export function listedFindings(findings: readonly Finding[]): readonly Finding[] {
  const { toLookAt, notes } = groupFindings(findings);
  return [...toLookAt, ...notes];
}

const measured = (findings: readonly Finding[]): readonly Finding[] =>
  listedFindings(findings).filter(({ verdict }) => verdict !== "unsure");

/** The reasons about the same matter as the listed findings, in the order of the table. */
export function suggestedReasons(findings: readonly Finding[]): readonly ReviewReasonCode[] {
  const ids = measured(findings).map(({ id }) => id);
  return reviewerReasonCodes.filter((code) =>
    reviewReasons[code].checks.some((check) => ids.includes(check)),
  );
}

/** Measured numbers about the chosen reasons, each with its limit. */
export const measuredWords = (
  findings: readonly Finding[],
  chosen: readonly ReviewReasonCode[],
): readonly Bilingual[] =>
  measured(findings)
    .filter(({ id }) => chosen.some((code) => reviewReasons[code].checks.includes(id)))
    .map(({ message }) => message);

export const maxNoteLetters = 500;

/** `words` plus each missing line that fits; a line that does not fit is left out completely. */
export function appendLines(
  words: string,
  lines: readonly string[],
): { words: string; leftOut: number } {
  const missing = lines.filter((line) => !words.includes(line));
  let note = words.trim();
  let leftOut = 0;
  for (const line of missing) {
    const longer = note === "" ? line : `${note}\n${line}`;
    if (longer.length > maxNoteLetters) leftOut += 1;
    else note = longer;
  }
  return { words: note, leftOut };
}

export const reasonsWords = wordsOf(
  {
    title: "不通过的原因（可多选）",
    back: "返回",
    search: "查找原因",
    searchShort: "查找原因",
    noMatch: "没有找到这样的原因。请换个词，或选“其他原因（见说明）”。",
    maxReasons: (max: number) => `最多选 ${max} 个原因。要选别的，请先去掉一个。`,
    leftOut: (lines: number, max: number) =>
      `说明最多 ${max} 字，有 ${lines} 条数值写不下，没有写入。`,
    suggested: "检查提示",
    suggestedHere: "检查提示：",
    words: "补充说明（可不填，学生会看到）",
    wordsNeeded: "补充说明（必填，学生会看到）",
    wordsLack: "选了“其他原因（见说明）”，请写明原因，学生会看到它。",
    wordsHint: "（O）写给学生：测得、要求、怎样重拍",
    send: "确定不通过",
    fillIn: "写入数值",
    retry: "同上一张",
  },
  {
    title: "Reasons for rejection",
    back: "Back",
    search: "Search the reasons",
    searchShort: "Search",
    noMatch:
      "No reason is called that. Try another word, or choose “Another reason (see the note)”.",
    maxReasons: (max) => `${max} reasons at most: to choose another, take one away first.`,
    leftOut: (lines, max) =>
      `The note holds ${max} letters: ${lines} of the numbers had no room and ${lines === 1 ? "was" : "were"} left out.`,
    suggested: "suggested",
    suggestedHere: "Checks point to ",
    words: "Note to the student (optional)",
    wordsNeeded: "Note to the student (needed)",
    wordsLack:
      "“Another reason (see the note)” is chosen: please write the reason; the student will see it.",
    wordsHint: "(O) To the student: numbers, how to retake",
    send: "Reject",
    fillIn: "Add the numbers",
    retry: "Same as last time",
  },
);
