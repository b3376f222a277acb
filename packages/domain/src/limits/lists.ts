/** The photos whose verdict would change under a trial limit, as a list. */
import { list } from "../core/list.ts";
import { count, id, special, state, time } from "../core/list-columns.ts";
import { choice } from "../core/list-filters.ts";
import { allVerdictChanges, verdictChanges } from "./verdict-changes.ts";

export const limitChangeList = list({
  name: "limit-changes",
  route: "listLimitChanges",
  empty: { zh: "没有照片会改变判定", en: "No photo would be judged otherwise" },
  roles: ["operator"],
  key: "attemptId",
  filters: { change: choice("改变", "Change", allVerdictChanges, (one) => verdictChanges[one]) },
  columns: {
    uploadedAt: time("上传时间", "Uploaded"),
    collectionId: id("采集编号", "Collection"),
    number: count("照片序号", "Photo no."),
    value: special("测得值", "Measured", { isNumber: true }),
    before: special("原判定", "Original verdict"),
    after: special("试算判定", "Trial verdict"),
    changeLabel: state("改变", "Change", { tone: "changeTone" }),
    label: state("后续结果", "Outcome"),
  },
});
