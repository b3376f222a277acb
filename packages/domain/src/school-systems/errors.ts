/** Refusals of API keys and of requests with one. */
import { error } from "../core/error.ts";

export const schoolSystemErrors = {
  "api-key-missing": error(
    401,
    "请在 Authorization 请求头里发送接口密钥，不要放在地址里。",
    "Please send the API key in the Authorization header, not in the address.",
  ),
  "api-key-ended": error(
    401,
    "接口密钥不存在、未确认、已过期或已停用。请学校管理员在工作台的“接口”里查看。",
    "The API key is unknown, not confirmed, expired or revoked. Please ask a school administrator to check the page API in the console.",
  ),
  "api-key-network": error(
    403,
    "这个密钥不能从当前网络使用。请在登记的网络里调用，或新建一个密钥。",
    "This API key may not be used from this network. Please call from one of its networks, or create another key.",
  ),
  "api-key-scope": error(
    403,
    "这个密钥没有所需的权限（{scope}）。请学校管理员新建一个有此权限的密钥。",
    "This API key lacks the scope {scope}. Please create a key that has it.",
  ),
  "api-key-own": error(
    409,
    "这是您自己新建的密钥，请另一位学校管理员或运营管理员确认。",
    "This is your own key. Please ask another school administrator or an operator to confirm it.",
  ),
  "api-key-creator-left": error(
    409,
    "新建这个密钥的账号已停用，或已不是本校管理员。请停用这个密钥，需要时重新新建。",
    "Its creator is disabled or no longer an administrator of the school. Please revoke the key and create another.",
  ),
  "api-key-not-waiting": error(
    409,
    "这个密钥已确认、已停用或已过期，不能再确认。请刷新后查看。",
    "This key was confirmed, revoked or has expired already. Please refresh the page.",
  ),
  "api-key-not-active": error(
    409,
    "只有有效的密钥可以更换。请刷新后查看。",
    "Only an active key can be rotated. Please refresh to see it.",
  ),
  "webhook-address": error(
    422,
    "推送地址必须是公网的 https 地址，不带用户名和密码。请改正后再提交。",
    "The address of a webhook must be https on the public internet, without user name or password. Please correct it.",
  ),
  "webhooks-too-many": error(
    409,
    "每所学校最多 {max} 个推送地址。请先删除不用的，再新建。",
    "A school may have {max} webhooks. Please remove one that is no longer used, then create another.",
  ),
  "webhook-is-paused": error(
    409,
    "推送已暂停。请先在“推送”里恢复，再试一次。",
    "The webhook is paused. Please resume it on the page Webhooks first, then try again.",
  ),
  "school-page-too-large": error(
    400,
    "这一段的变更太多。请把同一页变更的 cursor 和 next 填入 cursor 和 through；仍不行时，重新读取这一页变更。",
    "This range holds too many changes. Please send the cursor and the next of one page as cursor and through, or read that page again.",
  ),
} as const;
