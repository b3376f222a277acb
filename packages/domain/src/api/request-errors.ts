/** Refusals of the request itself, independent of the route. */
import { error } from "../core/error.ts";

export const requestErrors = {
  "body-invalid": error(
    400,
    "填写的内容有缺失或格式不对，请检查后重新提交。",
    "Something is missing or not in the right form. Please check and send again.",
  ),
  "body-not-json": error(
    400,
    "收到的内容无法读取，请更新到最新版本后重试。",
    "What was sent could not be read. Please update the app and try again.",
  ),
  "body-too-large": error(
    413,
    "提交的内容太大，请减少后重试。",
    "What was sent is too large. Please send less and try again.",
  ),
  "media-type-unsupported": error(
    415,
    "不支持这种内容格式，请更新到最新版本后重试。",
    "This kind of content is not supported. Please update the app and try again.",
  ),
  "method-not-allowed": error(
    405,
    "此地址不支持这种操作，请返回上一页重试。",
    "This address does not support that. Please go back and try again.",
  ),
  "not-found": error(
    404,
    "没有找到您要的内容，请返回上一页重新进入。",
    "It was not found. Please go back and open it again.",
  ),
  "too-many-requests": error(
    429,
    "操作太频繁，请 {retryAfterS} 秒后再试。",
    "Too many requests. Please try again in {retryAfterS} seconds.",
  ),
  "import-faulty": error(
    422,
    "表里还有 {faulty} 行有误，一行也没有写入。请按提示修改后再导入。",
    "{faulty} rows of the sheet still have errors, and none was saved. Please correct them as described, then import again.",
  ),
  "idempotency-key-missing": error(
    400,
    "请求缺少防重复标识，请更新到最新版本后重试。",
    "The request lacks its idempotency key. Please update the app and try again.",
  ),
  "idempotency-key-reused": error(
    409,
    "同一个请求的内容前后不一致，请刷新页面后重新操作。",
    "The same request came with other content. Please refresh the page and start again.",
  ),
  "idempotency-in-progress": error(
    409,
    "同一个请求正在处理，请稍候几秒再查看结果。",
    "The same request is being handled. Please look again in a few seconds.",
  ),
  "service-unavailable": error(
    503,
    "服务暂时不可用，已保存的内容不会丢失，请稍后再试。",
    "The service is not available right now. What was saved is safe; please try again shortly.",
  ),
  internal: error(
    500,
    "我们这边出了问题，已保存的内容不会丢失。请稍后再试；如仍不行，请把请求编号告诉客服。",
    "Something went wrong on our side. What was saved is safe. Please try again shortly, or tell customer service the request id.",
  ),
  "stored-object-damaged": error(
    502,
    "存储的文件已损坏，我们没有显示它，并已通知运维人员。请稍后再试；如仍不行，请联系客服。",
    "A stored file is damaged. We do not show it and have notified our operators. Please try again later, or ask customer service.",
  ),
  "network-unreachable": error(
    0,
    "网络连接不上，请检查网络后重试。",
    "The network cannot be reached. Please check the connection and try again.",
  ),
  "answer-unreadable": error(
    502,
    "收到的回复无法读取，请换个网络或稍后再试。",
    "The answer could not be read. Please try another network or try again shortly.",
  ),
} as const;
