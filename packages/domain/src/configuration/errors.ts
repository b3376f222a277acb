/** Refusals about the configuration. */
import { error } from "../core/error.ts";

export const configurationErrors = {
  "configuration-waits": error(
    409,
    "这一项已有提议在等待确认。请先处理那一条，再提议新的值。",
    "A proposal for this setting is waiting already. Please have it decided or withdrawn first.",
  ),
  "configuration-changed": error(
    409,
    "提议之后，这一项的值已经变了。请撤回这一条，按现在的值重新提议。",
    "The value has changed since this was proposed. Please withdraw it and propose again from the value in force.",
  ),
  "configuration-value-changed": error(
    409,
    "这一项的值刚刚变了，您的提议还没有提交。请核对两份内容的不同之处，再提交一次。",
    "The value has just changed, and your proposal is not sent yet. Please compare both versions, then propose again.",
  ),
  "configuration-unfit": error(
    409,
    "提议的值已超出现在允许的范围。请选择“不同意”，需要时按允许的范围重新提议。",
    "The proposed value is outside what is allowed now. Please decline it, and propose one within the bounds if it is needed.",
  ),
  "configuration-unchanged": error(
    409,
    "这就是现在的值，没有改变。请填写另一个值。",
    "This is the value in force already. Please enter another one.",
  ),
  "configuration-not-waiting": error(
    409,
    "这一条提议已处理。请刷新后查看。",
    "This proposal is decided already. Please refresh to see it.",
  ),
  "configuration-own-proposal": error(
    409,
    "这是您自己的提议，请另一位运营管理员决定；不再需要时可以撤回。",
    "This is your own proposal. Please ask another operator to decide, or withdraw it.",
  ),
  "configuration-proposer-not-operator": error(
    409,
    "提议的人已停用，或不再是运营管理员。请选择“不同意”，需要时重新提议。",
    "The proposer is disabled or no longer an operator. Please decline the proposal, and propose it again if it is needed.",
  ),
  "configuration-others-proposal": error(
    409,
    "只有提议的人可以撤回。您可以选择“不同意”。",
    "Only the person who proposed it can withdraw it. You can decline it instead.",
  ),
  "message-words-placeholder-missing": error(
    409,
    "短信里缺少 {placeholder}，学生就没有地方可点。请在中文和英文里都写上 {placeholder}。",
    "The text has no {placeholder}, so students would have nowhere to go. Please write {placeholder} in both languages.",
  ),
  "message-words-placeholder-unknown": error(
    409,
    "短信里的 {placeholder} 填不了。可以使用的是 {placeholders}，请改正后再提交。",
    "Nothing can stand in the place of {placeholder}. What can be used is {placeholders}; please correct it and propose again.",
  ),
  "message-words-signature": error(
    409,
    "短信里不能有“{mark}”：运营商会当成第二个签名，把短信拦下。请换成别的括号或删去。",
    "The text has {mark}, which carriers take for a second signature and stop. Please use other brackets or leave it out.",
  ),
  "message-words-too-long": error(
    409,
    "短信最长会有 {characters} 个字，超过三条短信的 {mostCharacters} 个字。请写短一些。",
    "The text message may come to {characters} characters, and three parts hold {mostCharacters}. Please make it shorter.",
  ),
  "message-words-foreign-link": error(
    409,
    "短信里的 {address} 不是本系统的网址，学生会当成诈骗短信。请删去，只用 {placeholder}。",
    "{address} is no address of this service, and students would take the message for fraud. Please leave it out and use {placeholder} alone.",
  ),
} as const;
