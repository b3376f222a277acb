/** What the page of jobs says. */
import { wordsOf } from "../lib/words.ts";

export const jobsWords = wordsOf(
  {
    title: "任务",
    about:
      "照片、订单、退款、通知和上网都在后台排队处理，失败的会自动再试。多次重试仍失败的照片放在下面：照片已保留，学生可随时免费重新上传，您也可以在排除原因后重试。",
    queues: "队列",
    kind: "任务",
    waiting: "等待",
    active: "处理中",
    retrying: "待重试",
    dead: "已放弃",
    done: "近一小时完成",
    oldest: "最早等待时间",
    dueAt: (at: string) => `定于 ${at}`,
    failed: "处理失败的照片",
    counts: (failed: number, unsettled: number) => `共 ${failed} 张，其中 ${unsettled} 张可以重试`,
    retry: "重试",
    retrySure: "用同一张照片再处理一次？",
    retried: "已重新排队",
    retryAll: "全部重试",
    retryAllSure: "把能重试的失败照片全部重新排队？学生已重新上传或撤回同意的不会再处理。离开本页即停止。",
    underWay: (retried: number, left: number) => `已重新排队 ${retried} 张，剩余 ${left} 张`,
    retriedAll: (retried: number) => `已重新排队 ${retried} 张`,
    stop: "停止",
  },
  {
    title: "Jobs",
    about:
      "Photos, orders, refunds, messages and uploads are worked on in the background, and retried by themselves. A photo that still failed after several tries stands below: it is kept, its student may upload again for free, and you may retry it once the cause is gone.",
    queues: "Queues",
    kind: "Job",
    waiting: "Waiting",
    active: "Running",
    retrying: "To be retried",
    dead: "Given up",
    done: "Done in the last hour",
    oldest: "Waiting since",
    dueAt: (at) => `Due ${at}`,
    failed: "Failed photos",
    counts: (failed, unsettled) => `${failed} in all; ${unsettled} of them may be retried`,
    retry: "Retry",
    retrySure: "Process the same photo again?",
    retried: "Back in the queue",
    retryAll: "Retry all",
    retryAllSure:
      "Put every failed photo that may be retried back into the queue? Where the student uploaded anew or withdrew a consent it is left alone. Leaving this page stops it.",
    underWay: (retried, left) => `${retried} back in the queue, ${left} left`,
    retriedAll: (retried) => `${retried} back in the queue`,
    stop: "Stop",
  },
);
