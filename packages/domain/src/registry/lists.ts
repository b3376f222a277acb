/** Lists of batches for the registry, and of photos that it refused. */
import { list } from "../core/list.ts";
import { code, count, id, special, text, time, wordLines, words } from "../core/list-columns.ts";
import { choice, day } from "../core/list-filters.ts";
import { allCheckIds } from "../photo-standard/check-rows.ts";
import { checkWords } from "../photo-standard/check-words.ts";
import { identityOutcomes } from "./identity-outcomes.ts";
import { registryBatchStates } from "./registry-states.ts";

export const identityCheckList = list({
  name: "identity-checks",
  route: "listIdentityChecks",
  empty: { zh: "没有学信网正在核验身份的学生。", en: "CHSI is checking no student's identity." },
  roles: ["school-admin", "operator", "service"],
  key: "collectionId",
  filters: {},
  columns: {
    since: time("核验时间", "Since"),
    outcome: code("核验结果", "Outcome", { table: identityOutcomes }),
    displayedName: special("姓名", "Name"),
    displayedNumber: special("学号", "Student number"),
    displayedDepartment: special("院系", "Department"),
    evidence: count("身份材料", "Evidence"),
    takenAt: time("学校下载时间", "Downloaded", { nullable: true }),
    take: special("操作", "Action"),
  },
});

export const batchList = list({
  name: "registry-batches",
  route: "listRegistryBatches",
  empty: {
    zh: "还没有上传过。审核通过的照片会自动分批上传。",
    en: "Nothing was uploaded yet. Approved photos are uploaded in batches automatically.",
  },
  roles: ["operator"],
  key: "batchId",
  filters: {},
  columns: {
    createdAt: time("建立时间", "Created"),
    state: code("状态", "State", { table: registryBatchStates }),
    accepted: special("接收", "Accepted", { isNumber: true }),
    refused: special("退回", "Sent back", { isNumber: true }),
    open: special("待答复", "Waiting", { isNumber: true }),
    sentAt: time("发送时间", "Sent", { nullable: true }),
    settledAt: time("全部答复时间", "All answered", { nullable: true }),
    receipt: text("回执", "Receipt", { nullable: true }),
    tries: count("未成功次数", "Failed tries"),
    lastFault: text("最近一次故障", "Last fault", { nullable: true }),
  },
});

export const registryRefusalList = list({
  name: "registry-refusals",
  route: "listRegistryRefusals",
  empty: { zh: "学信网没有退回过照片。", en: "CHSI has returned no photo." },
  roles: ["operator"],
  key: "itemId",
  filters: {
    check: choice("检查", "Check", allCheckIds, (one) => checkWords[one].title),
    fromDay: day("答复日期从", "From"),
    untilDay: day("到", "Until"),
  },
  columns: {
    settledAt: time("答复时间", "Answered"),
    collectionId: id("采集编号", "Collection"),
    reason: special("退回原因", "Reason"),
    reasonLabel: words("退回原因", "Reason", { only: "file" }),
    findings: special("我方当时的检查结果", "Our checks at the time"),
    findingLines: wordLines("我方当时的检查结果", "Our checks at the time", { only: "file" }),
    batchId: id("批次", "Batch", { only: "file" }),
  },
  file: { kind: "registry-refusals", zh: "学信网退回的照片", en: "Photos CHSI sent back" },
});
