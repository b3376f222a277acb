/** Dependencies and jobs of payments for tests, with every payment provider opened against its stand-in. */
import { allPayProviders, type PayProviderId } from "@gradphoto/domain";
import { systemClock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import { openLettering } from "../../infra/lettering/lettering.ts";
import type { ProviderOf } from "../../infra/pay/pay-provider.ts";
import { openPayProviders } from "../../infra/pay/pay-providers.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import type { Sandbox } from "../../testing/child-processes.ts";
import { workOff } from "../../testing/jobs.ts";
import { createMemoryStore } from "../../testing/stores.ts";
import type { PaymentJobs } from "../jobs.ts";

interface Test {
  readonly sandbox: Pick<Sandbox, "url" | "settings">;
  /** Base URL of notifications; each provider's id is appended. */
  readonly notifyBase: string;
  readonly timeoutMs?: number;
  readonly warn?: (fields: object, message: string) => void;
}

export function openTestProviders({
  sandbox,
  notifyBase,
  timeoutMs = 4000,
  warn = () => {},
}: Test): ProviderOf {
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

/** Returns the provider of a notification from the last segment of its path, or null if the segment names none. */
export const providerOfPath = (path: string): PayProviderId | null =>
  allPayProviders.find((id) => path.endsWith(`/${id}`)) ?? null;

/** Path of each stand-in in the sandbox's control API. */
export const standIns: Readonly<Record<PayProviderId, string>> = {
  "wechat-pay": "/pay",
  alipay: "/alipay",
};

/** Opens the dependencies of receipts and invoices. */
export const openDocumentDeps = () => ({
  lettering: openLettering(),
  operatorName: { zh: "测试运营者", en: "Test operator" },
  objects: createMemoryStore(),
  publicUrl: "https://photo.test",
});

export type PaymentJob = "settle-order" | "give-refund" | "compare-bill" | "expire-collections";

/** Runs the jobs of one kind and returns the number of orders, refunds, days or collections that finished. */
export const workOffPayments =
  (db: Database, jobs: PaymentJobs) =>
  async (name: PaymentJob): Promise<number> => {
    if (name === "settle-order") return workOff(db, name, jobs[name]);
    if (name === "give-refund") return workOff(db, name, jobs[name]);
    if (name === "expire-collections") return jobs[name](new AbortController().signal);
    await jobs["open-bill-days"](new AbortController().signal);
    return workOff(db, name, jobs[name]);
  };
