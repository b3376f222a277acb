/**
 * Kinds of pending work, with the roles concerned and the page for each. The console's bell and the operators' first
 * page list them.
 */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import { type Role, staffRoles } from "../core/roles.ts";

interface WaitingRow {
  readonly label: Bilingual;
  readonly tone: Tone;
  /**
   * Roles that see this kind, each with its console page. null: the role sees it, but other roles act on it. A page
   * with `:projectId` is listed per project.
   */
  readonly places: Readonly<Partial<Record<Role, string | null>>>;
  /** The number is of people or of a queue, so the bell counts the row as one thing to do. */
  readonly isOneTask?: true;
}

const desk = "/review";
const ofProject = "/projects/:projectId";

export const waitingKinds = {
  "cases-overdue": {
    label: { zh: "已过回访时间的工单", en: "Call-backs overdue" },
    tone: "danger",
    places: { service: "/service-cases" },
  },
  "cases-due-today": {
    label: { zh: "今天要回访的工单", en: "Call-backs due today" },
    tone: "warning",
    places: { service: "/service-cases" },
  },
  "cases-handed-over": {
    label: { zh: "转交给我的工单", en: "Cases handed over to me" },
    tone: "info",
    places: { service: "/service-cases?whose=handed-over" },
  },
  "reviews-overdue": {
    label: { zh: "超期未审", en: "Reviews overdue" },
    tone: "danger",
    places: { operator: null, reviewer: desk, "senior-reviewer": desk },
  },
  "reviews-due-today": {
    label: { zh: "今天到期未审", en: "Reviews due today" },
    tone: "warning",
    places: { operator: null, reviewer: desk, "senior-reviewer": desk },
  },
  reviews: {
    label: { zh: "待审照片", en: "Photos to review" },
    tone: "info",
    places: { operator: null, reviewer: desk, "senior-reviewer": desk },
    isOneTask: true,
  },
  "reviews-for-senior": {
    label: { zh: "等复核员（申诉、转交）", en: "For senior reviewers" },
    tone: "warning",
    places: { operator: null, "senior-reviewer": desk },
  },
  "second-looks": {
    label: { zh: "待抽查复核", en: "Second looks" },
    tone: "info",
    places: { "senior-reviewer": "/second-looks" },
  },
  "sheets-withdrawn": {
    label: { zh: "已停用快审的审核员", en: "Reviewers whose contact sheets are closed" },
    tone: "warning",
    places: { "senior-reviewer": "/review-quality" },
  },
  "decisions-recalled": {
    label: { zh: "我的决定被撤回（三天内）", en: "My decisions that were recalled (three days)" },
    tone: "warning",
    places: { reviewer: `${desk}?otherwise=shown`, "senior-reviewer": `${desk}?otherwise=shown` },
  },
  "photos-failed": {
    label: { zh: "制作未完成的照片", en: "Photos that could not be processed" },
    tone: "danger",
    places: { operator: "/health" },
  },
  "batches-refused": {
    label: { zh: "学信网没有接收的批次", en: "Batches CHSI has not accepted" },
    tone: "danger",
    places: { operator: "/registry?view=batches" },
  },
  "registry-refusals": {
    label: { zh: "学信网退回（一天内）", en: "Sent back by CHSI (one day)" },
    tone: "warning",
    places: { operator: "/registry?view=refusals" },
  },
  "identity-checks": {
    label: { zh: "学信网身份核验中", en: "Identity checks at CHSI" },
    tone: "info",
    places: { operator: "/registry" },
    isOneTask: true,
  },
  "identity-evidence-submitted": {
    label: { zh: "学生已交身份材料，待下载", en: "Identity evidence to pass on" },
    tone: "warning",
    places: { "school-admin": `${ofProject}?tab=identity` },
  },
  "identity-evidence-missing": {
    label: { zh: "身份核验中，学生还没交材料", en: "Identity checks without evidence yet" },
    tone: "info",
    places: { "school-admin": `${ofProject}?tab=identity` },
    isOneTask: true,
  },
  "refunds-requested": {
    label: { zh: "学生申请的退款", en: "Refunds requested by students" },
    tone: "info",
    places: { finance: "/refunds?state=requested" },
  },
  "refunds-waiting": {
    label: { zh: "等财务复核的退款", en: "Refunds waiting for finance" },
    tone: "warning",
    places: { operator: null, finance: "/refunds?state=waiting" },
  },
  "refunds-abnormal": {
    label: { zh: "退款异常", en: "Abnormal refunds" },
    tone: "danger",
    places: { operator: null, finance: "/refunds?state=abnormal" },
  },
  "differences-open": {
    label: { zh: "未处理的对账差异", en: "Differences to settle" },
    tone: "danger",
    places: { operator: null, finance: "/bills" },
  },
  "messages-failed": {
    label: { zh: "未送达的通知（一天内）", en: "Messages not delivered (one day)" },
    tone: "warning",
    places: { operator: "/messages?state=failed" },
  },
  "staff-unconfirmed": {
    label: { zh: "等另一位运营确认的账号", en: "Accounts to be confirmed" },
    tone: "warning",
    places: { operator: "/staff?state=waiting" },
  },
  "configuration-proposed": {
    label: { zh: "等另一位运营确认的配置", en: "Settings to be confirmed" },
    tone: "warning",
    places: { operator: "/configuration" },
  },
  "api-keys-unconfirmed": {
    label: { zh: "等第二人确认的接口密钥", en: "API keys to be confirmed" },
    tone: "warning",
    places: { operator: "/api-keys", "school-admin": "/api-keys" },
  },
  "webhooks-failing": {
    label: { zh: "推送失败或已暂停的学校系统", en: "Webhooks that fail or are paused" },
    tone: "danger",
    places: { operator: "/webhooks", "school-admin": "/webhooks" },
  },
  "projects-unconfirmed": {
    label: { zh: "一周内开放而学校未确认的项目", en: "Drafts that open within a week" },
    tone: "warning",
    places: { operator: "/projects" },
  },
  drafts: {
    label: { zh: "待确认的项目", en: "Projects to be confirmed" },
    tone: "warning",
    places: { "school-admin": "/projects" },
  },
  "closing-soon": {
    label: { zh: "一周内截止，还没开始的学生", en: "Not started, and it closes within a week" },
    tone: "warning",
    places: {
      "school-admin": `${ofProject}?tab=missing`,
      "department-admin": `${ofProject}?tab=missing`,
    },
    isOneTask: true,
  },
  "exports-broken": {
    label: {
      zh: "下载中断或要重新导出的文件",
      en: "Downloads interrupted or to be exported again",
    },
    tone: "info",
    places: { "school-admin": "/exports", "department-admin": "/exports" },
  },
} as const satisfies Readonly<Record<string, WaitingRow>>;

export type WaitingKind = keyof typeof waitingKinds;

const isWaitingKind = isKeyOf(waitingKinds);

/** Whether the bell counts a row of this kind as one thing to do. */
export function isOneTask(kind: string): boolean {
  const row: WaitingRow | null = isWaitingKind(kind) ? waitingKinds[kind] : null;
  return row?.isOneTask ?? false;
}

/** In display order. */
export const allWaitingKinds = keysOf(waitingKinds);

/** The page for the role; null: other roles act on it; undefined: the role does not see this kind. */
export const waitingPlace = (kind: WaitingKind, role: Role): string | null | undefined => {
  const { places }: WaitingRow = waitingKinds[kind];
  return places[role];
};

export const waitingKindsFor = (role: Role): readonly WaitingKind[] =>
  allWaitingKinds.filter((kind) => waitingPlace(kind, role) !== undefined);

/** Roles that can have pending work. */
export const waitingRoles: readonly Role[] = staffRoles.filter(
  (role) => waitingKindsFor(role).length > 0,
);
