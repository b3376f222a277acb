/** WeChat: whether it gives our mini-program a token. */
import { createAccessToken } from "../infra/wechat/access-token.ts";
import { type Check, found, ok } from "./check.ts";

export const wechat: Check = {
  label: { zh: "微信", en: "WeChat" },
  run: async ({ config, secrets, timeoutMs }) => {
    const url = new URL(`${config.wechatUrl.replace(/\/+$/, "")}/cgi-bin/stable_token`);
    const answer = await createAccessToken({ url, app: secrets.miniProgram, timeoutMs }).current();
    if (answer.ok) return [ok("取得了小程序的令牌", "gives our mini-program a token")];
    if (answer.errcode === null) {
      return [
        found(
          "fault",
          { zh: `${url.host} 没有回答`, en: `${url.host} does not answer` },
          {
            zh: "放行本机到它的 443 端口，检查域名解析",
            en: "let this machine reach its port 443, and look at the name service",
          },
        ),
      ];
    }
    return [
      found(
        "fault",
        { zh: `微信拒绝：errcode ${answer.errcode}`, en: `WeChat refuses: errcode ${answer.errcode}` },
        {
          zh: "检查 GRADPHOTO_WECHAT_MINI_PROGRAM，并把本机出口地址加入公众平台的 IP 白名单",
          en: "look at GRADPHOTO_WECHAT_MINI_PROGRAM, and add this machine's address to the list of allowed ones on WeChat's platform",
        },
      ),
    ];
  },
};
