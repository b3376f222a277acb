/** Every configured external system, with a harmless request that checks its state. */
import { type Bilingual, type PayProviderId, payProviders } from "@gradphoto/domain";
import type { Clock } from "../../infra/clock.ts";
import type { CollectionCodeIssuer } from "../../infra/collection-code-issuer/collection-code-issuer.ts";
import type { IdentityProvider } from "../../infra/identity-provider/identity-provider.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import type { ProviderOf } from "../../infra/pay/pay-provider.ts";
import type { Registry } from "../../infra/registry/registry.ts";
import type { Sms } from "../../infra/sms/sms.ts";
import type { Wechat } from "../../infra/wechat/wechat.ts";
import type { Finding } from "./finding.ts";
import { probeIssuer, probeRegistry } from "./probe-chsi.ts";
import { probeIdentityProvider } from "./probe-identity-provider.ts";
import { probePay } from "./probe-pay.ts";
import { probeSms } from "./probe-sms.ts";
import { probeStore } from "./probe-store.ts";
import {
  type ProbeMiniProgram,
  probeMiniProgramToken,
  probeOfficialAccount,
} from "./probe-wechat.ts";

export interface Connection {
  readonly label: Bilingual;
  /** Part of the health page that displays it. */
  readonly part: string;
  readonly probe: () => Promise<Finding>;
}

export interface ConnectionPorts {
  readonly probeMiniProgram: ProbeMiniProgram;
  readonly wechat: Pick<Wechat, "webLogin">;
  readonly payProviders: readonly PayProviderId[];
  readonly providerOf: ProviderOf;
  readonly issuer: Pick<CollectionCodeIssuer, "decode">;
  readonly registry: Pick<Registry, "queryBatch">;
  /** Client that does not record outcomes in metrics, because refusing the invalid number is expected. */
  readonly uncountedSms: Pick<Sms, "sendCode" | "sendNotice">;
  readonly openIdentityProviders: () => ReadonlyMap<string, IdentityProvider>;
  readonly objects: Pick<ObjectStore, "put" | "get" | "delete" | "head">;
  readonly warn: (
    fields: { readonly connection: string; readonly code: string },
    message: string,
  ) => void;
}

const signIn = "identity-";

/** Returns true for an external identity provider of staff, which has its own part of the health page. */
export const isSignIn = ({ connection }: { readonly connection: string }): boolean =>
  connection.startsWith(signIn);

export function connectionsOf(
  ports: ConnectionPorts,
  clock: Clock,
): ReadonlyMap<string, Connection> {
  return new Map<string, Connection>([
    [
      "wechat-mini-program",
      {
        label: { zh: "微信小程序", en: "WeChat mini-program" },
        part: "wechat",
        probe: () => probeMiniProgramToken(ports.probeMiniProgram),
      },
    ],
    [
      "wechat-official-account",
      {
        label: { zh: "微信公众号", en: "WeChat official account" },
        part: "wechat",
        probe: () => probeOfficialAccount(ports.wechat),
      },
    ],
    ...ports.payProviders.map((id): [string, Connection] => [
      id,
      {
        label: payProviders[id],
        part: id,
        probe: () => probePay(id, ports.providerOf(id), clock),
      },
    ]),
    [
      "issuer",
      {
        label: { zh: "学信网采集码", en: "CHSI collection codes" },
        part: "issuer",
        probe: () => probeIssuer(ports.issuer),
      },
    ],
    [
      "registry",
      {
        label: { zh: "学信网上传", en: "CHSI registry" },
        part: "registry",
        probe: () => probeRegistry(ports.registry),
      },
    ],
    [
      "sms",
      {
        label: { zh: "短信网关", en: "Text messages" },
        part: "sms",
        probe: () => probeSms(ports.uncountedSms),
      },
    ],
    [
      "objects",
      {
        label: { zh: "照片存储", en: "Object store" },
        part: "object-store",
        probe: () => probeStore(ports.objects),
      },
    ],
    ...[...ports.openIdentityProviders()].map(([id, provider]): [string, Connection] => [
      `${signIn}${id}`,
      {
        label: provider.name,
        part: `${signIn}${id}`,
        probe: () => probeIdentityProvider(provider),
      },
    ]),
  ]);
}
