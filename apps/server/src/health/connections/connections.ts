/** Every outside system as this installation is set up, and the one harmless question that tells how it is. */
import { type Bilingual, type PayProviderId, payProviders } from "@gradphoto/domain";
import type { Clock } from "../../infra/clock.ts";
import type { CollectionCodeIssuer } from "../../infra/collection-code-issuer/collection-code-issuer.ts";
import type { IdentityProvider } from "../../infra/identity-provider/identity-provider.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import type { ProviderOf } from "../../infra/pay/pay-provider.ts";
import type { Registry } from "../../infra/registry/registry.ts";
import type { Sms } from "../../infra/sms/sms.ts";
import type { Wechat } from "../../infra/wechat/wechat.ts";
import { askIssuer, askRegistry } from "./ask-chsi.ts";
import { askIdentityProvider } from "./ask-identity-provider.ts";
import { askPay } from "./ask-pay.ts";
import { askSms } from "./ask-sms.ts";
import { askStore } from "./ask-store.ts";
import { type AskMiniProgram, askMiniProgramToken, askOfficialAccount } from "./ask-wechat.ts";
import type { Finding } from "./finding.ts";

export interface Connection {
  readonly label: Bilingual;
  /** What is asked of it. */
  readonly about: Bilingual;
  readonly ask: () => Promise<Finding>;
}

export interface ConnectionPorts {
  readonly askMiniProgram: AskMiniProgram;
  readonly wechat: Pick<Wechat, "webLogin">;
  readonly payProviders: readonly PayProviderId[];
  readonly providerOf: ProviderOf;
  readonly issuer: Pick<CollectionCodeIssuer, "decode">;
  readonly registry: Pick<Registry, "askBatch">;
  /** Its refusal of what is no number is no fault, and counted nowhere. */
  readonly uncountedSms: Pick<Sms, "sendCode" | "sendNotice">;
  readonly openIdentityProviders: () => ReadonlyMap<string, IdentityProvider>;
  readonly objects: Pick<ObjectStore, "put" | "get" | "delete" | "head">;
  readonly warn: (fields: { readonly connection: string; readonly code: string }, message: string) => void;
}

export function connectionsOf(ports: ConnectionPorts, clock: Clock): ReadonlyMap<string, Connection> {
  return new Map<string, Connection>([
    [
      "wechat-mini-program",
      {
        label: { zh: "微信小程序", en: "WeChat mini-program" },
        about: { zh: "取一次访问令牌", en: "asks for an access token" },
        ask: () => askMiniProgramToken(ports.askMiniProgram),
      },
    ],
    [
      "wechat-official-account",
      {
        label: { zh: "微信公众号", en: "WeChat official account" },
        about: { zh: "用一个不存在的授权码登录", en: "tries an invalid code" },
        ask: () => askOfficialAccount(ports.wechat),
      },
    ],
    ...ports.payProviders.map((id): [string, Connection] => [
      id,
      {
        label: payProviders[id],
        about: {
          zh: "查一张不存在的订单，取前天的账单",
          en: "looks up an order that does not exist, and fetches a bill",
        },
        ask: () => askPay(id, ports.providerOf(id), clock),
      },
    ]),
    [
      "issuer",
      {
        label: { zh: "学信网采集码", en: "CHSI collection codes" },
        about: { zh: "读一个不存在的采集码", en: "reads a code that does not exist" },
        ask: () => askIssuer(ports.issuer),
      },
    ],
    [
      "registry",
      {
        label: { zh: "学信网上传", en: "CHSI registry" },
        about: { zh: "查一个不存在的批次", en: "looks up a batch that does not exist" },
        ask: () => askRegistry(ports.registry),
      },
    ],
    [
      "sms",
      {
        label: { zh: "短信网关", en: "Text messages" },
        about: { zh: "提交一个无效号码，不会发出短信", en: "submits an invalid number; no message goes out" },
        ask: () => askSms(ports.uncountedSms),
      },
    ],
    [
      "objects",
      {
        label: { zh: "照片存储", en: "Object store" },
        about: { zh: "存、取、删一个小文件", en: "saves, reads and deletes a small file" },
        ask: () => askStore(ports.objects),
      },
    ],
    ...[...ports.openIdentityProviders()].map(([id, provider]): [string, Connection] => [
      `identity-${id}`,
      {
        label: provider.name,
        about: { zh: "用一个不存在的凭证登录", en: "tries an invalid ticket" },
        ask: () => askIdentityProvider(provider),
      },
    ]),
  ]);
}
