/** Checks WeChat: a token for the mini-program, and the official account. */
import { randomUUID } from "node:crypto";
import type { NoToken, TokenAnswer } from "../../infra/wechat/access-token.ts";
import type { Wechat } from "../../infra/wechat/wechat.ts";
import { createFault, type Finding, ok } from "./finding.ts";

export type ProbeMiniProgram = () => Promise<TokenAnswer | NoToken>;

/** Error codes of a busy system. Source: developers.weixin.qq.com, global return codes. */
const busy = [-1, 45009, 45011];
const notOnTheList = 40164;

export async function probeMiniProgramToken(probe: ProbeMiniProgram): Promise<Finding> {
  const answer = await probe();
  if (answer.ok) return ok("取得了小程序的令牌", "gives our mini-program a token");
  const { errcode } = answer;
  if (errcode === null) {
    return createFault(
      {
        zh: "微信没有回答，或回答无法读取",
        en: "WeChat does not answer, or its answer is unreadable",
      },
      {
        zh: "放行本机到 GRADPHOTO_WECHAT_URL 的 443 端口，检查域名解析",
        en: "let this machine reach port 443 of GRADPHOTO_WECHAT_URL, and look at the name service",
      },
    );
  }
  return createFault(
    { zh: `微信拒绝：errcode ${errcode}`, en: `WeChat refuses: errcode ${errcode}` },
    adviceOf(errcode),
  );
}

function adviceOf(errcode: number) {
  if (busy.includes(errcode))
    return {
      zh: "微信正忙或当天次数用完，请稍后再试",
      en: "WeChat is busy, or the day's quota is used up: try again later",
    };
  if (errcode === notOnTheList) {
    return {
      zh: "把本机出口地址加入微信公众平台的 IP 白名单",
      en: "add this machine's address to the list of allowed ones on WeChat's platform",
    };
  }
  return {
    zh: "检查 GRADPHOTO_WECHAT_MINI_PROGRAM（AppID 与密钥），并把本机出口地址加入微信公众平台的 IP 白名单",
    en: "look at GRADPHOTO_WECHAT_MINI_PROGRAM (appid and secret), and add this machine's address to the list of allowed ones on WeChat's platform",
  };
}

/** Checks the official account with an invalid code. WeChat validates the secret first, then rejects the code. */
export async function probeOfficialAccount(wechat: Pick<Wechat, "webLogin">): Promise<Finding> {
  const answer = await wechat.webLogin(`check-${randomUUID()}`);
  if (answer.ok || answer.refusal !== "unavailable")
    return ok("认出了我们的公众号", "knows our official account");
  if (answer.fault === undefined) {
    return createFault(
      { zh: "微信没有回答，或正忙", en: "WeChat does not answer, or is busy" },
      {
        zh: "检查 GRADPHOTO_WECHAT_URL 与网络，稍后再试",
        en: "look at GRADPHOTO_WECHAT_URL and the network, and try again",
      },
    );
  }
  return createFault(
    { zh: "微信不认我们的公众号", en: "WeChat does not know our official account" },
    {
      zh: "检查 GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT（AppID 与密钥）",
      en: "look at GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT (appid and secret)",
    },
  );
}
