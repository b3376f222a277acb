/** Labels of all moves of a collection, for buttons and the time line. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

export const collectionMoves = {
  pay: { zh: "支付", en: "Pay" },
  expire: { zh: "到期关闭", en: "Close at the end of the window" },
  upload: { zh: "拍照/上传", en: "Take or upload a photo" },
  made: { zh: "标准照已制作", en: "Standard photo made" },
  refused: { zh: "照片未通过检查", en: "Photo refused by the checks" },
  failed: { zh: "制作未完成，已转人工处理", en: "Processing failed, an operator looks into it" },
  "make-again": { zh: "重新处理照片", en: "Process the photo again" },
  submit: { zh: "提交", en: "Submit" },
  approve: { zh: "通过", en: "Approve" },
  reject: { zh: "不通过", en: "Reject" },
  escalate: { zh: "转复核", en: "Hand to a senior reviewer" },
  "grant-exception": { zh: "按特殊情况通过", en: "Approve as an exception" },
  withdraw: { zh: "撤回提交", en: "Withdraw the submission" },
  appeal: { zh: "申诉", en: "Appeal" },
  recall: { zh: "复核员撤回决定", en: "Recalled by a senior reviewer" },
  undo: { zh: "退回待审", en: "Take the decision back" },
  "queue-upload": { zh: "送交学信网", en: "Sent to CHSI" },
  accepted: { zh: "学信网已接收", en: "Accepted by CHSI" },
  "refused-by-registry": { zh: "学信网退回", en: "Sent back by CHSI" },
  "check-identity": { zh: "学信网身份核验", en: "CHSI checks the identity" },
  "give-evidence": { zh: "提交身份材料", en: "Hand in evidence" },
  "take-evidence": { zh: "学校取走身份材料", en: "The school takes the evidence" },
  "already-registered": { zh: "学信网已有照片", en: "CHSI has a photo already" },
  "start-refund": { zh: "退款", en: "Refund" },
  refunded: { zh: "退款完成", en: "Refunded" },
  "refund-failed": { zh: "退款未成功", en: "Refund failed" },
  leave: { zh: "退出采集", en: "Leave the collection" },
  "correct-identity": { zh: "更正信息", en: "Correct the identity data" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type CollectionMove = keyof typeof collectionMoves;

export const isCollectionMove = isKeyOf(collectionMoves);

export const allCollectionMoves = keysOf(collectionMoves);
