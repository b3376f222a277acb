/** The only list of actions and subjects of the audit log, with their labels. */
import {
  type CollectionMove,
  collectionMoves,
  isCollectionMove,
} from "../collections/collection-moves.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

const auditActions = {
  "account-made": { zh: "新建账号", en: "Account created" },
  "accounts-joined": { zh: "合并账号", en: "Accounts joined" },
  "identity-proven": { zh: "核验本人", en: "Identity proven again" },
  "phone-added": { zh: "登记手机号", en: "Phone number added" },
  "signed-in": { zh: "登录", en: "Signed in" },
  "signed-out": { zh: "退出登录", en: "Signed out" },
  "sessions-ended": { zh: "结束会话", en: "Sessions ended" },
  "staff-sign-in-failed": { zh: "员工登录失败", en: "Sign-in of staff failed" },
  "password-changed": { zh: "修改密码", en: "Password changed" },
  "password-refused": { zh: "密码核对失败", en: "Password refused" },
  "totp-enrolment-started": { zh: "开始绑定动态码", en: "Set-up of one-time codes started" },
  "totp-enrolled": { zh: "绑定动态码", en: "One-time codes set up" },
  "recovery-codes-renewed": { zh: "更换恢复码", en: "Recovery codes renewed" },
  "identity-bound": { zh: "绑定统一身份认证", en: "Outside sign-in linked" },
  "identity-unbound": { zh: "解除统一身份认证", en: "Outside sign-in unlinked" },
  "staff-created": { zh: "新建员工", en: "Staff member created" },
  "staff-changed": { zh: "修改员工", en: "Staff member changed" },
  "staff-imported": { zh: "批量导入员工", en: "Staff imported" },
  "staff-disabled": { zh: "停用员工", en: "Staff member disabled" },
  "staff-enabled": { zh: "恢复员工", en: "Staff member enabled" },
  "staff-post-added": { zh: "增加员工岗位", en: "Staff role added" },
  "staff-post-removed": { zh: "取消员工岗位", en: "Staff role removed" },
  "post-switched": { zh: "切换岗位", en: "Role switched" },
  "staff-access-reset": { zh: "重置员工登录", en: "Staff access reset" },
  "staff-confirmed": { zh: "确认员工账号", en: "Staff account confirmed" },
  "school-created": { zh: "新建院校", en: "School added" },
  "school-changed": { zh: "修改院校", en: "School changed" },
  "schools-imported": { zh: "批量导入院校", en: "Schools imported" },
  "project-created": { zh: "新建项目", en: "Project created" },
  "project-changed": { zh: "修改项目", en: "Project changed" },
  "project-confirmed": { zh: "确认项目", en: "Project confirmed" },
  "project-copied": { zh: "复制项目", en: "Project copied" },
  "project-discarded": { zh: "删除项目草稿", en: "Project discarded" },
  "expected-numbers-changed": { zh: "修改应采人数", en: "Expected numbers changed" },
  "look-at-started-numbers": {
    zh: "查看已开始的学号",
    en: "Looked at the student numbers that have started",
  },
  "stalled-reminded": { zh: "催办停滞学生", en: "Stalled students reminded" },
  "give-consent": { zh: "同意", en: "Consent given" },
  "withdraw-consent": { zh: "撤回同意", en: "Consent withdrawn" },
  "issue-helper-link": { zh: "发出帮拍链接", en: "Helper link issued" },
  "claim-helper-link": { zh: "打开帮拍链接", en: "Helper link opened" },
  "site-day-opened": { zh: "新建现场拍摄日", en: "On-site day opened" },
  "site-day-ended": { zh: "结束现场拍摄日", en: "On-site day ended" },
  "site-line-cleared": { zh: "清空现场排队", en: "Line of an on-site day cleared" },
  "shooting-link-renewed": { zh: "换新拍摄码", en: "Camera code renewed" },
  "identified-on-site": { zh: "现场核验学生", en: "Student identified on site" },
  "look-at-picture": { zh: "查看照片", en: "Looked at a picture" },
  "look-at-collection": { zh: "查看采集", en: "Looked at a collection" },
  "look-at-phone": { zh: "查看手机号", en: "Looked at a phone number" },
  "phone-checked": { zh: "核对手机尾号", en: "Last four of a phone checked" },
  "collections-searched": { zh: "查找采集", en: "Searched collections" },
  "service-note-added": { zh: "添加备注", en: "Note added" },
  "case-opened": { zh: "登记工单", en: "Case opened" },
  "case-postponed": { zh: "改回访时间", en: "Call-back put off" },
  "case-handed-over": { zh: "转交工单", en: "Case handed over" },
  "case-closed": { zh: "办结工单", en: "Case closed" },
  "correction-opened": { zh: "开通信息更正", en: "Data correction allowed" },
  "message-resent": { zh: "重发通知", en: "Message sent again" },
  "rejection-held": { zh: "审核不通过，尚未告知学生", en: "Rejected, student not notified yet" },
  "rejection-taken-back": { zh: "撤销审核不通过", en: "Rejection undone" },
  "review-freed": { zh: "收回审核占用", en: "Released from a reviewer" },
  "configuration-proposed": { zh: "提议修改配置", en: "Configuration change proposed" },
  "configuration-confirmed": { zh: "确认修改配置", en: "Configuration change confirmed" },
  "configuration-declined": { zh: "不同意修改配置", en: "Configuration change declined" },
  "configuration-withdrawn": { zh: "撤回修改配置", en: "Configuration change withdrawn" },
  "api-key-created": { zh: "新建接口密钥", en: "API key created" },
  "api-key-confirmed": { zh: "确认接口密钥", en: "API key confirmed" },
  "api-key-rotated": { zh: "更换接口密钥", en: "API key rotated" },
  "api-key-revoked": { zh: "停用接口密钥", en: "API key revoked" },
  "webhook-created": { zh: "新建推送地址", en: "Webhook created" },
  "webhook-paused": { zh: "暂停推送", en: "Webhook paused" },
  "webhook-resumed": { zh: "恢复推送", en: "Webhook resumed" },
  "webhook-removed": { zh: "删除推送地址", en: "Webhook removed" },
  "webhook-replayed": { zh: "重新推送", en: "Delivery replayed" },
  "honeypot-added": { zh: "添加质检样片", en: "Test photo added" },
  "honeypot-ended": { zh: "停用质检样片", en: "Test photo retired" },
  "export-started": { zh: "开始导出", en: "Export started" },
  "export-downloaded": { zh: "下载导出文件", en: "Export downloaded" },
  "photo-downloaded": { zh: "下载照片", en: "Photo downloaded" },
  "photo-list-downloaded": { zh: "下载照片名单", en: "List of photos downloaded" },
  "student-displayed": { zh: "查看学号和姓名", en: "Number and name displayed" },
  "student-named": { zh: "导出学号和姓名", en: "Number and name taken out in a list" },
  "export-cancelled": { zh: "取消导出", en: "Export cancelled" },
  "refund-requested": { zh: "申请退款", en: "Refund requested" },
  "refund-waiting": {
    zh: "发起退款，等另一人复核",
    en: "Refund started, waiting for a second check",
  },
  "refund-due": { zh: "发起退款", en: "Refund started" },
  "refund-confirmed": { zh: "同意退款", en: "Refund approved" },
  "refund-declined": { zh: "不同意退款", en: "Refund declined" },
  "invoice-issued": { zh: "登记发票", en: "Invoice issued" },
  "invoice-number-corrected": { zh: "更正发票号码", en: "Invoice number corrected" },
  "invoice-file-uploaded": { zh: "上传发票文件", en: "Invoice file uploaded" },
  "difference-settled": { zh: "处理对账差异", en: "Difference settled" },
  "my-data-downloaded": { zh: "学生下载自己的数据", en: "Student downloaded their data" },
  "ask-deletion": { zh: "学生要求删除数据", en: "Student requested deletion" },
  "delete-pictures": { zh: "删除照片", en: "Pictures deleted" },
  "erase-person": { zh: "抹去身份信息", en: "Person erased" },
  "delete-person": { zh: "删除身份信息", en: "Person deleted" },
  "erase-account": { zh: "抹去账号", en: "Account erased" },
  "connections-checked": { zh: "检查外部系统的连接", en: "Connections checked" },
  "test-sms-sent": { zh: "发送测试短信", en: "Test message sent" },
  "retention-run-ended": { zh: "到期删除完成", en: "Retention run ended" },
  "audit-checked": { zh: "核对审计日志", en: "Audit log checked" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type AuditAction = keyof typeof auditActions | `move:${CollectionMove | "start"}`;

const isAuditAction = isKeyOf(auditActions);

const movePrefix = "move:";

/** Returns an unknown code unchanged. */
export function auditActionLabel(code: string): Bilingual {
  if (isAuditAction(code)) return auditActions[code];
  const move = code.startsWith(movePrefix) ? code.slice(movePrefix.length) : "";
  if (move === "start") return { zh: "采集：开始", en: "Collection: started" };
  if (!isCollectionMove(move)) return { zh: code, en: code };
  const { zh, en } = collectionMoves[move];
  return { zh: `采集：${zh}`, en: `Collection: ${en}` };
}

/** All actions, for use in a filter. */
export const allAuditActions: readonly string[] = [
  ...Object.keys(auditActions),
  ...["start", ...Object.keys(collectionMoves)].map((move) => `${movePrefix}${move}`),
];

export const auditSubjects = {
  account: { zh: "账号", en: "Account" },
  "api-key": { zh: "接口密钥", en: "API key" },
  audit: { zh: "审计日志", en: "Audit log" },
  attempt: { zh: "照片", en: "Photo" },
  collection: { zh: "采集", en: "Collection" },
  configuration: { zh: "配置", en: "Configuration" },
  connection: { zh: "外部系统", en: "Outside system" },
  difference: { zh: "对账差异", en: "Difference" },
  export: { zh: "导出", en: "Export" },
  import: { zh: "批量导入", en: "Import" },
  order: { zh: "订单", en: "Order" },
  person: { zh: "身份信息", en: "Person" },
  project: { zh: "项目", en: "Project" },
  "retention-run": { zh: "到期删除", en: "Retention run" },
  school: { zh: "院校", en: "School" },
  staff: { zh: "员工", en: "Staff" },
  webhook: { zh: "推送地址", en: "Webhook" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type AuditSubject = keyof typeof auditSubjects;

export const isAuditSubject = isKeyOf(auditSubjects);

export const allAuditSubjects: readonly AuditSubject[] =
  Object.keys(auditSubjects).filter(isAuditSubject);
