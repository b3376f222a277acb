/** Opens every payment provider against its stand-in in a sandbox. */
import { allPayProviders, type PayProviderId } from "@gradphoto/domain";
import { systemClock } from "../../infra/clock.ts";
import type { ProviderOf } from "../../infra/pay/pay-provider.ts";
import { openPayProviders } from "../../infra/pay/pay-providers.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import type { Sandbox } from "../../testing/child-processes.ts";

interface Test {
  readonly sandbox: Pick<Sandbox, "url" | "settings">;
  /** Base URL of notifications; each provider's id is appended. */
  readonly notifyBase: string;
  readonly timeoutMs?: number;
  readonly warn?: (fields: object, message: string) => void;
}

export function openTestProviders({ sandbox, notifyBase, timeoutMs = 4000, warn = () => {} }: Test): ProviderOf {
  const { payProviders } = readServiceConfig({ GRADPHOTO_SANDBOX_URL: sandbox.url }).secrets;
  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  return openPayProviders(payProviders, (id, open) =>
    open({
      notifyUrl: `${notifyBase}/${id}`,
      wechatAppids: { miniProgram: miniProgram.appid, officialAccount: officialAccount.appid },
      timeoutMs,
      clock: systemClock,
      warn,
    }),
  );
}

/** Provider of a notification, from the last segment of its path; null if the segment names none. */
export const providerOfPath = (path: string): PayProviderId | null =>
  allPayProviders.find((id) => path.endsWith(`/${id}`)) ?? null;

/** Path of each stand-in in the sandbox's control API. */
export const standIns: Readonly<Record<PayProviderId, string>> = { "wechat-pay": "/pay", alipay: "/alipay" };
