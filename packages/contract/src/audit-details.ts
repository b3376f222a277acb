/** What an entry of the audit log says besides who, what and to whom: the names of its fields, and values that are words. */
import type { Bilingual } from "./bilingual.ts";
import { collectionStates, isCollectionState } from "./collection-states.ts";
import { consents, isConsentPurpose } from "./consents.ts";
import { exportKinds, isExportKind } from "./export-kinds.ts";
import { isMessageTemplate, messageTemplates } from "./message-templates.ts";
import { isRole, roles } from "./roles.ts";

const names: Readonly<Record<string, Bilingual>> = {
  amountFen: { zh: "金额（分）", en: "Amount in fen" },
  attempt: { zh: "照片", en: "Photo" },
  by: { zh: "方式", en: "By" },
  deleted: { zh: "删除", en: "Deleted" },
  ended: { zh: "结束会话", en: "Sessions ended" },
  evidence: { zh: "依据", en: "Evidence" },
  factor: { zh: "第二因素", en: "Second factor" },
  faults: { zh: "未能删除", en: "Not deleted" },
  found: { zh: "找到", en: "Found" },
  from: { zh: "原状态", en: "From" },
  kind: { zh: "种类", en: "Kind" },
  note: { zh: "备注", en: "Note" },
  opening: { zh: "更正", en: "Correction" },
  originalSha256: { zh: "原图哈希", en: "Hash of the original" },
  payment: { zh: "微信支付单号", en: "WeChat Pay number" },
  photoSha256: { zh: "标准照哈希", en: "Hash of the photo" },
  picture: { zh: "图片", en: "Picture" },
  pictures: { zh: "照片数", en: "Photos" },
  purpose: { zh: "用途", en: "Purpose" },
  receipt: { zh: "回执", en: "Receipt" },
  recipient: { zh: "接收方", en: "Recipient" },
  refund: { zh: "退款单号", en: "Refund number" },
  role: { zh: "身份", en: "Role" },
  run: { zh: "到期删除", en: "Retention run" },
  schoolCode: { zh: "院校", en: "School" },
  template: { zh: "通知", en: "Message" },
  to: { zh: "新状态", en: "To" },
  totp: { zh: "解除动态码", en: "One-time codes set anew" },
  was: { zh: "原来", en: "Before" },
  why: { zh: "原因", en: "Why" },
};

/** A field this version has never heard of is shown as it is. */
export const auditDetailLabel = (name: string): Bilingual => names[name] ?? { zh: name, en: name };

/** Codes in words, ids as they are. */
export function auditDetailValue(name: string, value: string): Bilingual {
  if ((name === "from" || name === "to") && isCollectionState(value)) return collectionStates[value].label;
  if (name === "purpose" && isConsentPurpose(value)) return consents[value].title;
  if (name === "template" && isMessageTemplate(value)) return messageTemplates[value].label;
  if (name === "role" && isRole(value)) return { zh: roles[value].zh, en: roles[value].en };
  if (name === "kind" && isExportKind(value)) return { zh: exportKinds[value].zh, en: exportKinds[value].en };
  return { zh: value, en: value };
}
