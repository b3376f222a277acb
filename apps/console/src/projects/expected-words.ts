/** What the dialog of expected numbers says. */
import { wordsOf } from "../lib/words.ts";

export const expectedWords = wordsOf(
  {
    title: "应采人数",
    about:
      "每行一个院系、专业或班级和它的人数，可以直接从表格粘贴：院系、人数；院系、班级、人数；院系、专业、班级、人数；或带表头，各栏顺序不限。手工填写时，各栏之间空一格。只填人数，不要粘贴姓名和学号。同一批学生只填一处：填了班级就不再填院系合计。",
    example: "信息科学技术学院\t120\n外国语学院\t英语1班\t40",
    department: "院系",
    major: "专业",
    className: "班级",
    expected: "应采",
    save: "保存应采人数",
    whole: "全校",
    understood: (lines: number, people: number) => `读到 ${lines} 行，应采共 ${people} 人`,
    sums: (lines: number) => `合计、小计 ${lines} 行未计入`,
    twice: (place: string, within: string) => `“${place}”的人数会重复计算：“${within}”里已经包含。请只保留其中一处。`,
    notUnderstood: (lines: number) => `有 ${lines} 行无法识别，请改正或删去后再保存`,
    fault: (line: number, text: string, why: string) => `第 ${line} 行“${text}”：${why}`,
    "why-no-number": "没有填人数，或人数不是整数",
    "why-too-many-people": "人数太大",
    "why-too-many-cells": "不是一至四栏，请加上表头",
    "why-long-name": "名称太长",
    "why-too-many-lines": "行数太多，最多 2,000 行",
  },
  {
    title: "Expected numbers",
    about:
      "One line per department, major or class with its number; paste straight from a spreadsheet: department, number; department, class, number; department, major, class, number; or with headings, in any order. When you type by hand, put a space between cells. Numbers only: no names or student numbers. Count each student once: if you list classes, leave out their department's total.",
    example: "Computer Science\t120\nForeign Languages\tEnglish 1\t40",
    department: "Department",
    major: "Major",
    className: "Class",
    expected: "Expected",
    save: "Save expected numbers",
    whole: "whole school",
    understood: (lines, people) => `${lines} lines read, ${people} expected`,
    sums: (lines) => `Lines of totals left out: ${lines}`,
    twice: (place, within) =>
      `“${place}” would be counted twice: “${within}” already includes it. Please keep only one of them.`,
    notUnderstood: (lines) => `Lines not understood: ${lines}. Please correct or remove them before saving`,
    fault: (line, text, why) => `Line ${line} “${text}”: ${why}`,
    "why-no-number": "no number of students, or not a whole number",
    "why-too-many-people": "too many people",
    "why-too-many-cells": "not one to four cells; please add headings",
    "why-long-name": "a name is too long",
    "why-too-many-lines": "too many lines, 2,000 at most",
  },
);
