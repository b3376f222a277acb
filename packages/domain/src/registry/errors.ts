/** Refusals for the registry's identity check and its evidence. */
import { error } from "../core/error.ts";

export const registryErrors = {
  "no-identity-check": error(
    409,
    "现在没有需要处理的身份核验。请刷新后查看进度。",
    "There is no identity check to handle now. Please refresh to see the current state.",
  ),
  "no-evidence-submitted": error(
    409,
    "学生还没有提交身份材料。请提醒学生在采集详情里提交。",
    "The student has submitted no evidence yet. Please ask them to submit it on the page of their collection.",
  ),
  /** Also displayed by mini-program versions that are older than this consent and have no checkbox for it. */
  "evidence-consent-missing": error(
    409,
    "提交身份材料前，请先在本页勾选同意。没有看到勾选框时，请关闭网页或小程序后重新打开，更新到最新版本。",
    "Please tick on this page that you agree to the handling of your evidence first. If there is nothing to tick, close the page or mini-program and open it again, so that it updates.",
  ),
  "evidence-not-agreed": error(
    409,
    "学生没有同意、或已撤回同意把身份材料交给学校，现在不能下载。请提醒学生在身份核验页同意后重新提交。",
    "The student has not consented to the transfer of their evidence to the school, or has withdrawn the consent, so it cannot be downloaded. Please ask them to agree on the page of the identity check and submit it again.",
  ),
} as const;
