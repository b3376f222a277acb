/** The kinds of background work and what may go wrong with it, in words for operators. */
import type { Bilingual } from "../core/bilingual.ts";

export const jobKinds = {
  "standardize-photo": { zh: "照片标准化", en: "Processing photos" },
  "settle-order": { zh: "确认未付订单", en: "Checking open orders" },
  "give-refund": { zh: "办理退款", en: "Refunds" },
  "compare-bill": { zh: "核对账单", en: "Comparing bills" },
  "send-message": { zh: "发送通知", en: "Sending messages" },
  "send-batch": { zh: "上传学信网", en: "Uploading to CHSI" },
  "tell-rejection": { zh: "告知审核未通过", en: "Rejection notices" },
  "ask-batch": { zh: "查询学信网结果", en: "Asking CHSI for results" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type JobKind = keyof typeof jobKinds;

/** By the name of what was thrown. */
const jobFaults: Readonly<Record<string, Bilingual>> = {
  TooCostlyError: { zh: "所需的时间或内存过多", en: "It asked for too much time or memory" },
  PoolBusyError: { zh: "工作进程忙", en: "The worker was busy" },
  PoolClosedError: { zh: "工作进程正在关闭", en: "The worker was closing" },
  ObjectStoreError: { zh: "照片存储没有应答", en: "The object store did not answer" },
  PlainObjectError: {
    zh: "存储中的照片未加密，请检查存储",
    en: "The picture in the store is not encrypted: look at the store",
  },
  ObjectChangedError: {
    zh: "存储中的照片与记录不符，请检查存储",
    en: "The picture in the store is not what was put there: look at the store",
  },
  SealError: { zh: "密钥不对，无法解开照片", en: "A key is missing: the photo could not be opened" },
  NotDoneError: { zh: "对方系统没有受理", en: "The other system did not take it" },
  DrizzleQueryError: { zh: "数据库没有应答", en: "The database did not answer" },
};

/** null: the worker was lost with its job, or it is too long ago to know. */
export function jobFaultLabel(fault: string | null): Bilingual {
  if (fault === null)
    return { zh: "工作进程中断或记录已过期", en: "The worker was lost, or it is too long ago to tell" };
  return jobFaults[fault] ?? { zh: `程序出错（${fault}）`, en: `The program failed (${fault})` };
}
