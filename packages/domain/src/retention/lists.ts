/** Retention runs that deleted something, as a list. */
import { list } from "../core/list.ts";
import { count, state, time, words } from "../core/list-columns.ts";

export const retentionRunList = list({
  name: "retention-runs",
  route: "listRetentionRuns",
  empty: {
    zh: "还没有删除过。照片到期后自动删除，每次都列在这里。",
    en: "Nothing was deleted yet. Photos are deleted when their time ends; each run is listed here.",
  },
  roles: ["operator", "auditor"],
  key: "runId",
  filters: {},
  columns: {
    beganAt: time("开始时间", "Began"),
    causeLabel: words("起因", "Cause"),
    label: state("结果", "Outcome"),
    photos: count("照片", "Photos"),
    persons: count("身份信息", "Persons"),
    accounts: count("账号", "Accounts"),
    faults: count("未能删除", "Not deleted"),
    filesLeft: count("待清除文件", "Files left"),
    endedAt: time("结束时间", "Ended", { nullable: true }),
  },
});
