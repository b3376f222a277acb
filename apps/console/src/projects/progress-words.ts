/** Texts of a project's progress, and the share that is completed. */
import { wordsOf } from "../lib/words.ts";

export const progressWords = wordsOf(
  {
    title: "进度",
    expected: "应采",
    started: "已开始",
    completed: "已完成",
    notStarted: "未开始",
    unknown: "未填",
    over: (people: string) => `超出 ${people}`,
    total: "合计",
    byState: "总览",
    funnel: "各步完成情况",
    nowAt: "目前各环节人数",
    byDay: "每日进展",
    noDays: "还没有人开始",
    groups: "分组统计",
    missing: "未开始名单",
    stalled: "停滞学生",
    poster: "入口海报",
    identity: "身份核验",
    siteDays: "现场拍摄",
    department: "院系",
    major: "专业",
    className: "班级",
    unnamed: "未注明",
    share: "完成率",
    steps: ["开始", "支付", "提交", "审核通过", "采集完成"],
    about: "每半分钟更新。可以导出已完成的照片和已开始学生的名单。",
    back: "返回项目列表",
    lastDay: (day: string) => `最后一天 ${day}`,
    daysLeft: (days: number) => `，还剩 ${days} 天`,
    exported: "导出范围",
    report: "采集报告",
    print: "打印照片",
    fill: "填写应采人数",
    change: "修改应采人数",
    save: "下载本表（CSV）",
    findUnmatchedNames: (entered: string, registered: string) =>
      `有应采人数、还没有学生：${entered}。有学生、没有应采人数：${registered}。若是同一处，请把应采人数里的名称改成学信网登记的名称。`,
    shareOf: "完成率按应采人数计算；未填应采的，按已开始人数计算。",
  },
  {
    title: "Progress",
    expected: "Expected",
    started: "Started",
    completed: "Completed",
    notStarted: "Not started",
    unknown: "not entered",
    over: (people) => `${people} over`,
    total: "Total",
    byState: "Overview",
    funnel: "Step by step",
    nowAt: "Students by state, now",
    byDay: "Day by day",
    noDays: "Nobody has started yet",
    groups: "By group",
    missing: "Not started",
    stalled: "Stalled",
    poster: "Project poster",
    identity: "Identity",
    siteDays: "On-site days",
    department: "Department",
    major: "Major",
    className: "Class",
    unnamed: "Not stated",
    share: "Completed, %",
    steps: ["Started", "Paid", "Submitted", "Approved", "Completed"],
    about:
      "Updated every half minute. You can export the standard photos and the list of students who started.",
    back: "Back to projects",
    lastDay: (day) => `Last day ${day}`,
    daysLeft: (days) => (days === 1 ? ", 1 day left" : `, ${days} days left`),
    exported: "Exports cover",
    report: "Report",
    print: "Print photos",
    fill: "Enter expected numbers",
    change: "Change expected numbers",
    save: "Download this table (CSV)",
    findUnmatchedNames: (entered, registered) =>
      `Expected numbers, but no student: ${entered}. Students, but no expected number: ${registered}. If they are the same place, change the expected numbers to the name CHSI has.`,
    shareOf: "Share of the expected number where entered, otherwise of those who started.",
  },
);

export interface ProgressFigures {
  readonly expected: number | null;
  readonly total: number;
  readonly completed: number;
  readonly notStarted: number | null;
}

/** Share from 0 to 1; 0 for a group without expected or started students. */
export const shareOf = ({ expected, total, completed }: ProgressFigures): number => {
  const of = expected ?? total;
  return of === 0 ? 0 : Math.min(1, completed / of);
};
