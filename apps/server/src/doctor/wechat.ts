/** Checks WeChat: a token for the mini-program, and the official account. */
import { askMiniProgramToken, askOfficialAccount } from "../health/connections/ask-wechat.ts";
import type { Check } from "./check.ts";

export const wechat: Check = {
  label: { zh: "微信", en: "WeChat" },
  run: ({ ports }) => Promise.all([askMiniProgramToken(ports.askMiniProgram), askOfficialAccount(ports.wechat)]),
};
