/** Every list that staff may take out as a file: for whom, in which formats, narrowed by what, with which columns. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import type { Role } from "../core/roles.ts";

export const exportFormats = ["csv", "xlsx", "zip"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What an export may be narrowed by, called as the list's route calls it. Days are Beijing's, both ends included. */
export type ExportFilter =
  | "schoolCode"
  | "projectId"
  | "state"
  | "department"
  | "className"
  | "stalledDays"
  | "role"
  | "actor"
  | "action"
  | "subject"
  | "template"
  | "check"
  | "text"
  | "fromDay"
  | "untilDay";

interface ExportKindRow extends Bilingual {
  readonly roles: readonly Role[];
  readonly formats: readonly ExportFormat[];
  readonly filters: readonly ExportFilter[];
  /** Without these it is not made. */
  readonly requiredFilters: readonly ExportFilter[];
  /** In the order of the file; of a ZIP, those of the manifest in it. */
  readonly columns: Readonly<Record<string, Bilingual>>;
}

const tables = ["csv", "xlsx"] as const;
const days = ["fromDay", "untilDay"] as const;

/** A school's own number of the student in full, the name masked: enough to find them in the school's own records. */
const student = {
  studentNumber: { zh: "学号", en: "Student number" },
  nameMasked: { zh: "姓名（部分隐去）", en: "Name (masked)" },
  department: { zh: "院系", en: "Department" },
  major: { zh: "专业", en: "Major" },
  className: { zh: "班级", en: "Class" },
} as const;

const amountYuan = { zh: "金额（元）", en: "Amount (yuan)" } as const;
const state = { zh: "状态", en: "State" } as const;
const collectionId = { zh: "采集编号", en: "Collection" } as const;
const tries = { zh: "尝试次数", en: "Tries" } as const;
const outTradeNo = { zh: "商户订单号", en: "Order number" } as const;

export const exportKinds = {
  "school-collections": {
    zh: "采集名单",
    en: "Collections",
    roles: ["school-admin", "operator"],
    formats: tables,
    filters: ["schoolCode", "projectId", "state", "department", "className"],
    requiredFilters: [],
    columns: {
      school: { zh: "院校", en: "School" },
      category: { zh: "学历类别", en: "Education category" },
      graduationYear: { zh: "毕业年份", en: "Graduation year" },
      ...student,
      level: { zh: "层次", en: "Level" },
      state,
      stateSince: { zh: "状态时间", en: "Since" },
      startedAt: { zh: "开始时间", en: "Started" },
      collectionId,
    },
  },
  "stalled-students": {
    zh: "停滞名单",
    en: "Students who do not go on",
    roles: ["school-admin", "operator"],
    formats: tables,
    filters: ["projectId", "state", "department", "className", "stalledDays"],
    requiredFilters: ["projectId"],
    columns: {
      ...student,
      state: { zh: "停在", en: "Waiting at" },
      stateSince: { zh: "自", en: "Since" },
      stalledDays: { zh: "天数", en: "Days" },
    },
  },
  "finished-photos": {
    zh: "证照压缩包",
    en: "Finished photos",
    roles: ["school-admin", "operator"],
    formats: ["zip"],
    filters: ["projectId", "department", "className"],
    requiredFilters: ["projectId"],
    columns: {
      file: { zh: "文件名", en: "File" },
      ...student,
      sha256: { zh: "SHA-256", en: "SHA-256" },
    },
  },
  orders: {
    zh: "订单",
    en: "Orders",
    roles: ["finance"],
    formats: tables,
    filters: ["schoolCode", "state", ...days],
    requiredFilters: [],
    columns: {
      outTradeNo,
      school: { zh: "院校", en: "School" },
      state,
      channel: { zh: "支付方式", en: "Paid by" },
      amountYuan,
      createdAt: { zh: "下单时间", en: "Ordered" },
      paidAt: { zh: "支付时间", en: "Paid" },
      transactionId: { zh: "微信支付单号", en: "WeChat Pay number" },
      counts: { zh: "是否有效付款", en: "Counts" },
    },
  },
  refunds: {
    zh: "退款",
    en: "Refunds",
    roles: ["finance"],
    formats: tables,
    filters: ["state", ...days],
    requiredFilters: [],
    columns: {
      outRefundNo: { zh: "商户退款单号", en: "Refund number" },
      outTradeNo,
      state,
      cause: { zh: "起因", en: "Cause" },
      amountYuan,
      reason: { zh: "原因", en: "Reason" },
      createdAt: { zh: "申请时间", en: "Asked" },
      endedAt: { zh: "完成时间", en: "Ended" },
    },
  },
  ledger: {
    zh: "账簿",
    en: "Ledger",
    roles: ["finance"],
    formats: tables,
    filters: days,
    requiredFilters: [],
    columns: {
      transaction: { zh: "分录号", en: "Transaction" },
      at: { zh: "时间", en: "Time" },
      kind: { zh: "类型", en: "Kind" },
      account: { zh: "科目", en: "Account" },
      amountYuan,
      outTradeNo,
    },
  },
  "bill-differences": {
    zh: "对账差异",
    en: "Differences",
    roles: ["finance"],
    formats: tables,
    filters: days,
    requiredFilters: [],
    columns: {
      day: { zh: "账单日", en: "Bill day" },
      kind: { zh: "差异", en: "Difference" },
      outTradeNo,
      outRefundNo: { zh: "商户退款单号", en: "Refund number" },
      oursYuan: { zh: "我方（元）", en: "Ours (yuan)" },
      theirsYuan: { zh: "微信（元）", en: "WeChat's (yuan)" },
      foundAt: { zh: "发现时间", en: "Found" },
      settledAt: { zh: "处理时间", en: "Settled" },
      note: { zh: "说明", en: "Note" },
    },
  },
  invoices: {
    zh: "发票申请",
    en: "Invoice requests",
    roles: ["finance"],
    formats: tables,
    filters: days,
    requiredFilters: [],
    columns: {
      requestedAt: { zh: "申请时间", en: "Requested" },
      title: { zh: "抬头", en: "Title" },
      taxNumber: { zh: "税号", en: "Tax number" },
      email: { zh: "邮箱", en: "Email" },
      amountYuan,
      outTradeNo,
      orderState: { zh: "订单状态", en: "State of the order" },
    },
  },
  audit: {
    zh: "审计日志",
    en: "Audit log",
    roles: ["auditor", "operator"],
    formats: tables,
    filters: ["role", "actor", "action", "subject", ...days],
    requiredFilters: [],
    columns: {
      seq: { zh: "序号", en: "Number" },
      at: { zh: "时间", en: "Time" },
      actor: { zh: "操作者", en: "Actor" },
      action: { zh: "操作", en: "Action" },
      subject: { zh: "对象", en: "Subject" },
      details: { zh: "详情", en: "Details" },
      hash: { zh: "哈希", en: "Hash" },
    },
  },
  "staff-decisions": {
    zh: "审核决定",
    en: "Decisions of reviewers",
    roles: ["senior-reviewer", "operator"],
    formats: tables,
    filters: days,
    requiredFilters: [],
    columns: {
      at: { zh: "时间", en: "Time" },
      reviewer: { zh: "审核员", en: "Reviewer" },
      decision: { zh: "决定", en: "Decision" },
      reasons: { zh: "原因", en: "Reasons" },
      words: { zh: "附言", en: "Words" },
      undoneAt: { zh: "撤销时间", en: "Taken back" },
      collectionId,
    },
  },
  messages: {
    zh: "通知记录",
    en: "Messages",
    roles: ["operator"],
    formats: tables,
    filters: ["state", "template", ...days],
    requiredFilters: [],
    columns: {
      createdAt: { zh: "时间", en: "When" },
      message: { zh: "通知", en: "Message" },
      state,
      tries,
      fault: { zh: "最近的原因", en: "Last cause" },
      endedAt: { zh: "结束", en: "Ended" },
      collectionId,
    },
  },
  "failed-photos": {
    zh: "处理失败的照片",
    en: "Photos whose making failed",
    roles: ["operator"],
    formats: tables,
    filters: ["state"],
    requiredFilters: [],
    columns: {
      job: { zh: "任务", en: "Job" },
      collectionId,
      number: { zh: "第几张", en: "Photo" },
      fault: { zh: "原因", en: "Cause" },
      tries,
      createdAt: { zh: "上传时间", en: "Uploaded" },
      failedAt: { zh: "放弃时间", en: "Given up" },
      refusal: { zh: "不能重试的原因", en: "Why it cannot be tried again" },
    },
  },
  "registry-refusals": {
    zh: "学信网退回的照片",
    en: "Photos the registry refused",
    roles: ["operator"],
    formats: tables,
    filters: ["check", ...days],
    requiredFilters: [],
    columns: {
      settledAt: { zh: "答复", en: "Answered" },
      collectionId,
      reason: { zh: "退回原因", en: "Reason" },
      findings: { zh: "我们的检查当时说", en: "What our checks had said" },
      batchId: { zh: "批次", en: "Batch" },
    },
  },
  "retention-runs": {
    zh: "到期删除记录",
    en: "Retention runs",
    roles: ["operator", "auditor"],
    formats: tables,
    filters: [],
    requiredFilters: [],
    columns: {
      beganAt: { zh: "开始", en: "Began" },
      cause: { zh: "缘由", en: "Cause" },
      outcome: { zh: "结果", en: "Outcome" },
      photos: { zh: "照片", en: "Photos" },
      persons: { zh: "身份信息", en: "Persons" },
      accounts: { zh: "账号", en: "Accounts" },
      faults: { zh: "未能删除", en: "Not deleted" },
      filesLeft: { zh: "待清除文件", en: "Files left" },
      endedAt: { zh: "结束", en: "Ended" },
    },
  },
  staff: {
    zh: "员工",
    en: "Staff",
    roles: ["operator"],
    formats: tables,
    filters: ["role", "schoolCode", "state", "text"],
    requiredFilters: [],
    columns: {
      username: { zh: "用户名", en: "User name" },
      name: { zh: "姓名", en: "Name" },
      role: { zh: "角色", en: "Role" },
      school: { zh: "学校", en: "School" },
      state,
      lastSeenAt: { zh: "最近使用", en: "Last used" },
      createdAt: { zh: "建立时间", en: "Created" },
    },
  },
  schools: {
    zh: "院校",
    en: "Schools",
    roles: ["operator"],
    formats: tables,
    filters: ["text"],
    requiredFilters: [],
    columns: {
      schoolCode: { zh: "代码", en: "Code" },
      name: { zh: "名称", en: "Name" },
      aliases: { zh: "别名", en: "Aliases" },
      pinyin: { zh: "拼音", en: "Pinyin" },
      serviceHours: { zh: "服务时间", en: "Hours" },
      projects: { zh: "项目数", en: "Projects" },
    },
  },
} as const satisfies Readonly<Record<string, ExportKindRow>>;

export type ExportKind = keyof typeof exportKinds;

export const isExportKind = isKeyOf(exportKinds);

export const allExportKinds: readonly ExportKind[] = Object.keys(exportKinds).filter(isExportKind);

/** The kinds that a role may take out. */
export const exportKindsFor = (role: Role): readonly ExportKind[] =>
  allExportKinds.filter((kind) => {
    const { roles }: ExportKindRow = exportKinds[kind];
    return roles.includes(role);
  });
