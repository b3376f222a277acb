/** Labels and display values of the detail fields of an audit log entry. */
import { collectionStates, isCollectionState } from "../collections/collection-states.ts";
import { configurationItems, isConfigurationItem } from "../configuration/configuration-items.ts";
import { consents, isConsentPurpose } from "../consents/consents.ts";
import { beijingSecond } from "../core/beijing-time.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { isRole, roles } from "../core/roles.ts";
import { isExportKind } from "../exports/all-lists.ts";
import { exportKindOf } from "../exports/export-kinds.ts";
import { photoFolders, photoNames } from "../exports/photo-names.ts";
import { isMessageTemplate, messageTemplates } from "../messages/message-templates.ts";
import { differenceKinds, isDifferenceKind } from "../payments/difference-kinds.ts";
import { isPicturePurpose, picturePurposes } from "../photos/attempt-states.ts";
import { isPhoneLookReason, phoneLookReasons } from "../service-desk/time-line-kinds.ts";

const names: Readonly<Record<string, Bilingual>> = {
  albumAllowed: { zh: "允许从相册选取", en: "Photos from the album" },
  amountFen: { zh: "金额", en: "Amount" },
  appid: { zh: "微信应用", en: "WeChat app" },
  attempt: { zh: "照片", en: "Photo" },
  attemptsLimit: { zh: "拍摄次数上限", en: "Limit of photos" },
  by: { zh: "方式", en: "By" },
  bySms: { zh: "短信", en: "By text message" },
  byWechat: { zh: "微信", en: "By WeChat" },
  chosen: { zh: "选中", en: "Chosen" },
  closesAt: { zh: "结束时间", en: "Closes" },
  clothing: { zh: "着装要求", en: "Clothing" },
  changed: { zh: "更新", en: "Changed" },
  connections: { zh: "外部系统", en: "Outside systems" },
  created: { zh: "新建", en: "Created" },
  decision: { zh: "决定", en: "Decision" },
  case: { zh: "工单", en: "Case" },
  day: { zh: "日期", en: "Date" },
  deleted: { zh: "删除", en: "Deleted" },
  department: { zh: "院系", en: "Department" },
  due: { zh: "回访时间", en: "Call back by" },
  ended: { zh: "结束会话", en: "Sessions ended" },
  days: { zh: "有效天数", en: "Days of validity" },
  evidence: { zh: "依据", en: "Evidence" },
  export: { zh: "导出", en: "Export" },
  expected: { zh: "应采", en: "Expected" },
  factor: { zh: "登录验证", en: "Second factor" },
  faults: { zh: "未能删除", en: "Not deleted" },
  feeFen: { zh: "费用", en: "Fee" },
  fileMaxBytes: { zh: "文件上限（字节）", en: "Largest file in bytes" },
  fileMinBytes: { zh: "文件下限（字节）", en: "Smallest file in bytes" },
  files: { zh: "文件数", en: "Files" },
  filters: { zh: "筛选", en: "Filters" },
  fits: { zh: "相符", en: "Fits" },
  folders: { zh: "文件夹", en: "Folders" },
  format: { zh: "格式", en: "Format" },
  matches: { zh: "找到", en: "Found" },
  from: { zh: "原状态", en: "From" },
  graduationYear: { zh: "毕业年份", en: "Graduation year" },
  fromStaff: { zh: "原负责人", en: "From" },
  heldBy: { zh: "原占用人", en: "Held by" },
  hotline: { zh: "咨询电话", en: "Hotline" },
  imageCheckBy: { zh: "图像校对截止", en: "Check at CHSI by" },
  honeypot: { zh: "质检样片", en: "Test photo" },
  intact: { zh: "日志完整", en: "Log intact" },
  into: { zh: "并入", en: "Into" },
  invoiceId: { zh: "发票申请", en: "Invoice request" },
  invoiceNumber: { zh: "发票号码", en: "Invoice number" },
  item: { zh: "配置项", en: "Setting" },
  kind: { zh: "种类", en: "Kind" },
  link: { zh: "链接", en: "Link" },
  names: { zh: "照片命名", en: "File names" },
  noPhotoYet: {
    zh: "学生确认学信网还没有毕业照片",
    en: "The student says CHSI has no graduation photo",
  },
  note: { zh: "备注", en: "Note" },
  networks: { zh: "允许的网络", en: "Allowed networks" },
  notice: { zh: "告知", en: "Notice" },
  of: { zh: "对象", en: "Of" },
  overlapHours: { zh: "旧密钥保留小时数", en: "Hours of overlap" },
  opensAt: { zh: "开始时间", en: "Opens" },
  opening: { zh: "更正", en: "Correction" },
  originalSha256: { zh: "原图哈希", en: "Hash of the original" },
  payment: { zh: "支付平台单号", en: "Provider's number" },
  photoSha256: { zh: "标准照哈希", en: "Hash of the photo" },
  displaySha256: { zh: "展示图哈希", en: "Hash of the picture shown" },
  photoMaxAgeDays: { zh: "照片最多几天前拍摄", en: "Largest age of a photo in days" },
  picture: { zh: "图片", en: "Picture" },
  pictures: { zh: "照片数", en: "Photos" },
  printCaption: { zh: "打印说明", en: "Print caption" },
  projects: { zh: "采集项目", en: "Projects" },
  provider: { zh: "统一身份认证", en: "Outside sign-in" },
  province: { zh: "省份", en: "Province" },
  purpose: { zh: "用途", en: "Purpose" },
  reading: { zh: "读码", en: "Reading of the code" },
  receipt: { zh: "回执", en: "Receipt" },
  recipient: { zh: "接收方", en: "Recipient" },
  recoveryCodes: { zh: "恢复码数", en: "Recovery codes" },
  refund: { zh: "退款单号", en: "Refund number" },
  refundRule: { zh: "退款规则", en: "Refund rule" },
  retentionDays: { zh: "保留天数", en: "Days of retention" },
  reviewDays: { zh: "审核工作日", en: "Working days of a review" },
  role: { zh: "岗位", en: "Role" },
  review: { zh: "审核决定", en: "Decision" },
  rows: { zh: "行数", en: "Rows" },
  rowsSent: { zh: "已发送行数", en: "Rows sent" },
  reminder: { zh: "催办", en: "Reminder" },
  run: { zh: "到期删除", en: "Retention run" },
  school: { zh: "院校", en: "School" },
  schoolCode: { zh: "院校", en: "School" },
  scopes: { zh: "权限", en: "Scopes" },
  sheetReview: { zh: "快审", en: "Contact sheets" },
  share: { zh: "范围", en: "Which photos" },
  siteDay: { zh: "现场拍摄日", en: "On-site day" },
  specId: { zh: "照片规格", en: "Photo spec" },
  template: { zh: "通知", en: "Message" },
  to: { zh: "新状态", en: "To" },
  toStaff: { zh: "转交给", en: "To" },
  tryBeforePay: { zh: "付款前先试拍", en: "Try before paying" },
  totp: { zh: "解除动态码", en: "One-time codes reset" },
  url: { zh: "地址", en: "Address" },
  unwell: { zh: "不正常", en: "With faults" },
  value: { zh: "新值", en: "New value" },
  was: { zh: "原来", en: "Before" },
  why: { zh: "原因", en: "Why" },
};

/** Looks up own properties only: a field may have the name of a property that every object inherits. */
const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  isKeyOf(table)(key) ? table[key] : undefined;

/** Returns an unknown field name unchanged. */
export const auditDetailLabel = (name: string): Bilingual => own(names, name) ?? asItIs(name);

/** Codes that have the same meaning in every entry. */
const codes: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  by: { sms: { zh: "短信", en: "Text message" }, wechat: { zh: "微信", en: "WeChat" } },
  decision: { approve: { zh: "通过", en: "Approved" }, reject: { zh: "不通过", en: "Rejected" } },
  factor: {
    "one-time-code": { zh: "动态码", en: "One-time code" },
    "recovery-code": { zh: "恢复码", en: "Recovery code" },
    "none-yet": { zh: "尚未绑定", en: "None yet" },
  },
  folders: photoFolders,
  names: photoNames,
  share: {
    all: { zh: "全部", en: "All" },
    new: { zh: "上次导出后新增", en: "New since the last export" },
  },
  picture: {
    original: { zh: "原照片", en: "Original" },
    photo: { zh: "标准照", en: "Standard photo" },
  },
  why: {
    locked: { zh: "已锁定", en: "Locked" },
    password: { zh: "密码不正确", en: "Wrong password" },
    "one-time-code": { zh: "动态码不正确", en: "Wrong one-time code" },
    unconfirmed: { zh: "等第二人确认", en: "Waiting for a second operator" },
    identity: { zh: "统一身份认证不能用于此账号", en: "Outside sign-in is not for this account" },
    unknown: { zh: "没有这个用户名", en: "No such user name" },
  },
};

const no: Bilingual = { zh: "否", en: "No" };
const yes: Bilingual = { zh: "是", en: "Yes" };
const nothing: Bilingual = { zh: "无", en: "None" };

/**
 * Formats codes as text and leaves ids unchanged.
 * `action`: the action of the entry; views and consents have their own lists of purposes.
 */
export function auditDetailValue(action: string, name: string, value: unknown): Bilingual {
  if (typeof value === "boolean") return value ? yes : no;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return listed(value);
  if (typeof value === "number")
    return asItIs(name.endsWith("Fen") ? `¥${(value / 100).toFixed(2)}` : String(value));
  if (isFields(value)) return fieldsOf(action, value);
  if (typeof value !== "string") return asItIs(JSON.stringify(value));
  if (isoInstant.test(value)) return asItIs(beijingSecond(value));
  return own(own(codes, name) ?? {}, value) ?? wordOf(action, name, value) ?? asItIs(value);
}

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Terms of a project, for example: each with its label. */
function fieldsOf(action: string, fields: Readonly<Record<string, unknown>>): Bilingual {
  const parts = Object.entries(fields).map(([name, value]) => {
    const [label, text] = [auditDetailLabel(name), auditDetailValue(action, name, value)];
    return { zh: `${label.zh} ${text.zh}`, en: `${label.en} ${text.en}` };
  });
  return { zh: parts.map(({ zh }) => zh).join("，"), en: parts.map(({ en }) => en).join(", ") };
}

const asItIs = (text: string): Bilingual => ({ zh: text, en: text });

const listed = (ids: readonly string[]): Bilingual =>
  ids.length === 0 ? nothing : { zh: ids.join("、"), en: ids.join(", ") };

function wordOf(action: string, name: string, value: string): Bilingual | null {
  if ((name === "from" || name === "to") && isCollectionState(value))
    return collectionStates[value].label;
  if (name === "purpose" && action === "look-at-picture")
    return isPicturePurpose(value) ? picturePurposes[value] : null;
  if (name === "why" && isPhoneLookReason(value)) return phoneLookReasons[value];
  if (name === "purpose" && isConsentPurpose(value)) return consents[value].title;
  if (name === "item" && isConfigurationItem(value)) return configurationItems[value].label;
  if (name === "recipient") return recipientWords(value);
  if (name === "template" && isMessageTemplate(value)) return messageTemplates[value].label;
  if (name === "role" && isRole(value)) return { zh: roles[value].zh, en: roles[value].en };
  if (name === "kind" && isExportKind(value))
    return { zh: exportKindOf(value).zh, en: exportKindOf(value).en };
  if (name === "kind" && isDifferenceKind(value)) return differenceKinds[value];
  return null;
}

/** A school recipient has the form "school:" followed by its code. */
function recipientWords(value: string): Bilingual | null {
  if (value.startsWith("school:")) {
    const code = value.slice("school:".length);
    return { zh: `院校 ${code}`, en: `School ${code}` };
  }
  return isConsentPurpose(value) ? consents[value].recipientLabel : null;
}
