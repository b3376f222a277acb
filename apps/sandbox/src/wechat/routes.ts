/** Endpoints of api.weixin.qq.com and open.weixin.qq.com that the product uses, and their control API. */
import { json } from "../answer.ts";
import type { Endpoint } from "../serve.ts";
import type { World } from "../world.ts";
import { acceptMessages, addCode, addPerson } from "./control.ts";
import { sendMessage } from "./messages.ts";
import { login, miniProgramCode, phoneNumber } from "./mini-program.ts";
import { authorizeChoice, authorizePage, oauthToken } from "./oauth.ts";
import { stableToken } from "./token.ts";

export const wechatRoutes = (world: World): readonly Endpoint[] => [
  {
    method: "GET",
    path: "/sns/jscode2session",
    target: "wechat-login",
    answer: (call) => login(world, call),
  },
  {
    method: "POST",
    path: "/cgi-bin/stable_token",
    target: "wechat-token",
    answer: (call) => stableToken(world, call),
  },
  {
    method: "POST",
    path: "/wxa/business/getuserphonenumber",
    target: "wechat-phone",
    answer: (call) => phoneNumber(world, call),
  },
  {
    method: "POST",
    path: "/cgi-bin/message/subscribe/send",
    target: "wechat-message",
    answer: (call) => sendMessage(world, call),
  },
  {
    method: "POST",
    path: "/wxa/getwxacodeunlimit",
    target: "wechat-code",
    answer: (call) => miniProgramCode(world, call),
  },
  {
    method: "GET",
    path: "/connect/oauth2/authorize",
    answer: (call) => authorizePage(world, call),
  },
  {
    method: "POST",
    path: "/connect/oauth2/authorize",
    answer: (call) => authorizeChoice(world, call),
  },
  {
    method: "GET",
    path: "/sns/oauth2/access_token",
    target: "wechat-oauth",
    answer: (call) => oauthToken(world, call),
  },

  {
    method: "GET",
    path: "/control/wechat/users",
    answer: () => json(200, world.books.wechat.people),
  },
  { method: "POST", path: "/control/wechat/users", answer: (call) => addPerson(world, call) },
  {
    method: "POST",
    path: "/control/wechat/login-code",
    answer: (call) => addCode(world, call, "login"),
  },
  {
    method: "POST",
    path: "/control/wechat/phone-code",
    answer: (call) => addCode(world, call, "phone"),
  },
  {
    method: "POST",
    path: "/control/wechat/oauth-code",
    answer: (call) => addCode(world, call, "oauth"),
  },
  {
    method: "POST",
    path: "/control/wechat/accept-messages",
    answer: (call) => acceptMessages(world, call),
  },
  {
    method: "GET",
    path: "/control/wechat/messages",
    answer: () => json(200, world.books.wechat.messages),
  },
];
