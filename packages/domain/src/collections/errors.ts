/** Refusals about a collection and its moves. */
import { error } from "../core/error.ts";

export const collectionErrors = {
  "move-not-allowed": error(
    409,
    "当前状态是“{state}”，不能进行此操作。请刷新后查看下一步。",
    "The state is “{state}”, where this is not possible. Please refresh to see the next step.",
  ),
  "collection-frozen": error(
    409,
    "照片已审核通过，不能再修改信息或更换照片。如信息有误，请联系客服。",
    "The photo is approved; data and photo cannot change any more. If something is wrong, please contact customer service.",
  ),
  "moved-meanwhile": error(
    409,
    "状态刚刚有了变化，这次操作没有生效。请刷新后再试。",
    "The state has just changed, so this did not take effect. Please refresh and try again.",
  ),
  "consent-missing": error(
    409,
    "请先阅读并同意服务内容和个人信息处理说明，再继续。",
    "Please read and agree to the service and the handling of personal data first.",
  ),
  "correction-not-open": error(
    409,
    "更正信息需要客服先为您开通，请联系客服。",
    "Customer service opens a correction first. Please contact them.",
  ),

  "no-message-to-resend": error(
    409,
    "目前没有可以重发的通知：还没有发过，或学生已进入下一步。",
    "There is no message to resend: none was sent, or the student has gone on since.",
  ),
  "message-consent-missing": error(
    409,
    "学生没有剩余的微信订阅次数，也没有可发短信的手机号。请学生在提交页再次同意接收，或通过学校告知。",
    "The student has no message consent left in WeChat and no phone number for a text message. Please ask them to agree again when they submit, or tell them through the school.",
  ),
} as const;
