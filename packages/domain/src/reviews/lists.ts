/** Photos whose answer is known, and the decisions of reviewers, as lists. */
import { list } from "../core/list.ts";
import { count, id, special, text, time, wordLines, words } from "../core/list-columns.ts";
import { days } from "../core/list-filters.ts";

export const honeypotList = list({
  name: "honeypots",
  route: "listHoneypots",
  roles: ["senior-reviewer"],
  key: "honeypotId",
  filters: {},
  columns: {
    collectionId: id("采集编号", "Collection"),
    expected: special("正确答案", "Right answer"),
    shown: count("答过", "Answered"),
    right: count("答对", "Right"),
    createdAt: time("添加时间", "Added"),
    end: special("操作", "Action", { acts: true }),
  },
});

export const decisionList = list({
  name: "staff-decisions",
  roles: ["senior-reviewer", "operator"],
  key: "collectionId",
  filters: days,
  columns: {
    at: time("时间", "Time"),
    reviewer: text("审核员", "Reviewer"),
    decision: words("决定", "Decision"),
    reasons: wordLines("原因", "Reasons"),
    words: text("附言", "Words", { nullable: true }),
    undoneAt: time("撤销时间", "Taken back", { nullable: true }),
    collectionId: id("采集编号", "Collection"),
  },
  file: { kind: "staff-decisions", zh: "审核决定", en: "Decisions of reviewers" },
});
