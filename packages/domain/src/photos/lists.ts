/** Photos whose making failed as a list. */
import { list } from "../core/list.ts";
import { count, id, special, time, words } from "../core/list-columns.ts";
import { choice } from "../core/list-filters.ts";

export const failedPhotoList = list({
  name: "failed-attempts",
  route: "listFailedAttempts",
  roles: ["operator"],
  key: "attemptId",
  filters: {
    state: choice("范围", "Show", ["unsettled"], () => ({ zh: "可以重试", en: "May be retried" })),
  },
  columns: {
    kindLabel: words("任务", "Job"),
    collectionId: id("采集编号", "Collection"),
    number: count("照片序号", "Photo", { min: 1 }),
    faultLabel: words("原因", "Cause"),
    tries: count("尝试次数", "Tries", { nullable: true, min: 1 }),
    failedAt: time("放弃时间", "Given up at", { nullable: true }),
    actions: special("操作", "Actions", { acts: true, width: 240 }),
  },
});
