/** Reminders of a school to its stalled students: reasons for which a student is excluded. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

/** In test order: the first reason that applies is reported. */
export const leftOutReasons = {
  withdrawn: { zh: "撤回过同意，不再打扰", en: "Withdrew consent: not contacted" },
  refund: { zh: "申请过退款，还没有办结", en: "A refund was requested and is not settled" },
  recentlyMessaged: {
    zh: "24 小时内收到过通知（含审核结果等）",
    en: "Had a message within the last 24 hours, results included",
  },
  unreachable: {
    zh: "没有订阅微信通知，也没有内地手机号",
    en: "No WeChat subscription and no mainland phone number",
  },
  "over-budget": { zh: "今天的短信额度已不够", en: "Beyond today's limit of text messages" },
} as const satisfies Readonly<Record<string, Bilingual>>;

/**
 * Reported instead of `withdrawn`, `refund` and `unreachable` if so few students are selected that each reason could
 * identify one person.
 */
export const anyLeftOutReason: Bilingual = {
  zh: "无法通知或不再打扰",
  en: "Cannot be reached, or should not be disturbed",
};

export type LeftOutReason = keyof typeof leftOutReasons;

export const allLeftOutReasons = keysOf(leftOutReasons);

/** Numbers of students; the notified and the excluded students add up to all selected ones. */
export interface ReminderCounts {
  readonly chosen: number;
  readonly byWechat: number;
  readonly bySms: number;
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
}
