/** Lists of honeypots, of reviewers' decisions, and of their current tasks. */
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import { list } from "../core/list.ts";
import { count, id, special, text, time, wordLines, words } from "../core/list-columns.ts";
import { choice, days, search } from "../core/list-filters.ts";
import { reviewerReasonCodes, reviewReasons } from "./review-reasons.ts";
import { reviewDecisions, reviewDecisionWords } from "./task-kinds.ts";

/** Search criteria of a decision, besides the decision itself. */
export const decisionMarks = {
  appealed: { zh: "学生申诉后", en: "After an appeal" },
  "had-second-look": { zh: "抽查复核过", en: "Had a second look" },
  "seen-otherwise": { zh: "抽查复核结论不同", en: "Judged differently at the second look" },
} as const;

export const isDecisionMark = isKeyOf(decisionMarks);

/** Validity of a decision. */
export const decisionStandings = {
  inForce: { zh: "有效", en: "Stands" },
  undone: { zh: "已撤销", en: "Taken back" },
  counted: {
    zh: "计入质量统计（含被复核员撤回的）",
    en: "In the quality figures (also recalled by a senior reviewer)",
  },
} as const;

export const isDecisionStanding = isKeyOf(decisionStandings);

/** Results of a reviewer's answers to honeypots. */
export const honeypotAnswers = {
  right: { zh: "答对", en: "Right" },
  wrong: { zh: "答错", en: "Wrong" },
} as const;

export const decisionList = list({
  name: "staff-decisions",
  route: "listDecisions",
  empty: { zh: "还没有审核决定。", en: "No decisions yet." },
  roles: ["senior-reviewer", "operator"],
  key: "decisionId",
  filters: {
    reviewer: search("审核员用户名", "Reviewer's user name"),
    decision: choice("决定", "Decision", reviewDecisions, (one) => reviewDecisionWords[one]),
    reason: choice("原因", "Reason", reviewerReasonCodes, (one) => reviewReasons[one].label),
    mark: choice("只看", "Show only", keysOf(decisionMarks), (one) => decisionMarks[one]),
    standing: choice(
      "是否有效",
      "Standing",
      keysOf(decisionStandings),
      (one) => decisionStandings[one],
    ),
    ...days,
  },
  columns: {
    at: time("时间", "Time", { width: 96 }),
    reviewer: text("审核员", "Reviewer", { width: 120 }),
    decision: words("决定", "Decision", { width: 120 }),
    reasons: wordLines("原因", "Reasons", { width: 130 }),
    words: text("补充说明", "Note to student", { nullable: true, width: 130 }),
    look: special("抽查复核", "Second look", { width: 112 }),
    undoneAt: time("撤销时间", "Taken back", { nullable: true, width: 96 }),
    collectionId: id("采集编号", "Collection", { only: "file" }),
    honeypot: special("质检样片", "Test photo", { acts: true, width: 124 }),
  },
  file: { kind: "staff-decisions", zh: "审核决定", en: "Decisions of reviewers" },
});

export const honeypotList = list({
  name: "honeypots",
  route: "listHoneypots",
  empty: {
    zh: "还没有质检样片。在“审核决定”里打开一份，可以设为样片。",
    en: "No test photos yet. Open a decision to make its photo one.",
  },
  roles: ["senior-reviewer"],
  key: "honeypotId",
  filters: {
    reviewer: search("审核员用户名", "Reviewer's user name"),
    answer: choice("作答", "Answer", keysOf(honeypotAnswers), (one) => honeypotAnswers[one]),
    ...days,
  },
  columns: {
    collectionId: id("采集编号", "Collection"),
    expected: special("正确答案", "Right answer"),
    answered: count("作答次数", "Times answered"),
    right: count("答对次数", "Correct"),
    createdAt: time("添加时间", "Added"),
    photo: special("照片", "Photo"),
    end: special("操作", "Action", { acts: true }),
  },
});

export const leaseList = list({
  name: "leases",
  route: "listLeases",
  empty: { zh: "没有被占用的照片。", en: "No photo is leased to a reviewer." },
  roles: ["senior-reviewer"],
  key: "taskId",
  filters: {},
  columns: {
    reviewer: text("审核员", "Reviewer"),
    schoolName: text("院校", "School"),
    takenAt: time("领取时间", "Leased at"),
    endsAt: time("占用至", "Leased until"),
    free: special("操作", "Action", { acts: true }),
  },
});
