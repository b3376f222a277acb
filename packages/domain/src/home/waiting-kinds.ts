/** What may wait for somebody, as the operators' first page lists it. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const waitingKinds = {
  "reviews-overdue": { label: { zh: "超期未审", en: "Reviews overdue" }, tone: "danger" },
  "reviews-due-today": { label: { zh: "今天到期未审", en: "Reviews due today" }, tone: "warning" },
  reviews: { label: { zh: "待审照片", en: "Photos to review" }, tone: "info" },
  "reviews-for-senior": { label: { zh: "等复核员（申诉、转交）", en: "For senior reviewers" }, tone: "warning" },
  "photos-failed": { label: { zh: "制作未完成的照片", en: "Photos that were not made" }, tone: "danger" },
  "batches-refused": {
    label: { zh: "学信网没有接收的批次", en: "Batches the registry does not take" },
    tone: "danger",
  },
  "registry-refusals": {
    label: { zh: "学信网退回（一天内）", en: "Sent back by the registry (a day)" },
    tone: "warning",
  },
  "identity-checks": { label: { zh: "学信网身份核验中", en: "Identity checks at the registry" }, tone: "info" },
  "refunds-waiting": { label: { zh: "等财务复核的退款", en: "Refunds that wait for finance" }, tone: "warning" },
  "refunds-abnormal": { label: { zh: "退款异常", en: "Abnormal refunds" }, tone: "danger" },
  "differences-open": { label: { zh: "未处理的对账差异", en: "Differences to be settled" }, tone: "danger" },
  "messages-failed": { label: { zh: "未送达的通知（一天内）", en: "Messages not delivered (a day)" }, tone: "warning" },
  "staff-unconfirmed": { label: { zh: "等另一位运营确认的账号", en: "Accounts to be confirmed" }, tone: "warning" },
  "configuration-proposed": {
    label: { zh: "等另一位运营确认的配置", en: "Settings to be confirmed" },
    tone: "warning",
  },
  "projects-unconfirmed": {
    label: { zh: "一周内开放、学校未确认的项目", en: "Drafts that open within a week" },
    tone: "warning",
  },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type WaitingKind = keyof typeof waitingKinds;

/** The order of the page. */
export const allWaitingKinds = keysOf(waitingKinds);
