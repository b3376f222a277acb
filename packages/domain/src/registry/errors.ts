/** Refusals about the registry's check of an identity. */
import { error } from "../core/error.ts";

export const registryErrors = {
  "no-identity-check": error(
    409,
    "现在没有需要处理的身份核验。请刷新后查看进度。",
    "There is no identity check to deal with now. Please refresh to see where it stands.",
  ),
  "no-evidence-given": error(
    409,
    "学生还没有提交身份材料。请提醒学生在采集详情里提交。",
    "The student has given no evidence yet. Please ask them to hand it in on the page of their collection.",
  ),
} as const;
