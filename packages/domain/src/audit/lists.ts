/** The audit log as a list. */
import { list } from "../core/list.ts";
import { number, special, text, time, words } from "../core/list-columns.ts";
import { choice, days, search } from "../core/list-filters.ts";
import { allRoles, roles } from "../core/roles.ts";
import { allAuditActions, auditActionLabel } from "./audit-actions.ts";

export const auditList = list({
  name: "audit",
  route: "listAudit",
  empty: { zh: "还没有记录。", en: "No entries yet." },
  roles: ["operator", "auditor"],
  key: "seq",
  filters: {
    role: choice("身份", "Role", allRoles, (one) => roles[one]),
    action: choice("操作", "What", allAuditActions, auditActionLabel),
    actor: search("用户名或编号", "User name or ID"),
    subject: search("对象编号", "Object ID", 100),
    ...days,
  },
  columns: {
    seq: number("序号", "No.", { width: 56, inFile: { zh: "序号", en: "Number" } }),
    at: time("时间（北京）", "When (Beijing)", { width: 152, seconds: true }),
    actor: text("操作人", "Who", { width: 200, inFile: { zh: "操作人", en: "Actor" } }),
    action: text("操作代码", "Action code", { only: "file" }),
    actionLabel: words("操作", "What", { width: 145 }),
    subject: text("对象", "Object", { width: 150, inFile: { zh: "对象", en: "Object" } }),
    details: special("详情", "Details", { width: 280 }),
    detailsLabel: words("详情", "Details", { only: "file" }),
    detailsText: text("详情数据", "Details as data", { only: "file" }),
    hash: text("哈希", "Hash", { only: "file" }),
  },
  file: { kind: "audit", zh: "审计日志", en: "Audit log" },
});
