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
  "configuration-proposer-gone": error(
    409,
    "提议的人已停用，或不再是运营管理员。请选择“不同意”，需要时重新提议。",
    "Whoever proposed this is disabled or no operator any more. Please decline it, and propose it again if it is needed.",
  ),
  "configuration-others-proposal": error(
    409,
    "只有提议的人可以撤回。您可以选择“不同意”。",
    "Only the person who proposed it can withdraw it. You can decline it instead.",
  ),
} as const;
