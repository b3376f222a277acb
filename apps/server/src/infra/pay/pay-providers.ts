/** The one list of payment providers, and how those that the settings name are opened. */
import type { PayProviderId } from "@gradphoto/domain";
import type { Adapter } from "../adapter.ts";
import { alipay } from "./alipay/alipay.ts";
import { type PayProvider, type PayProviderDeps, type ProviderOf, unavailable } from "./pay-provider.ts";
import { wechatPay } from "./wechat-pay/wechat-pay.ts";

export type PayProviderAdapter = Adapter<PayProviderDeps, PayProvider>;

export const payProviderAdapters: Readonly<Record<PayProviderId, PayProviderAdapter>> = {
  "wechat-pay": wechatPay,
  alipay,
};

export type OpenPayProvider = (deps: PayProviderDeps) => PayProvider;

/** Those that the settings name. */
export type ChosenPayProviders = ReadonlyMap<PayProviderId, OpenPayProvider>;

/** One of the list that was not chosen is never offered, and knows nothing of what was paid through it before. */
export function openPayProviders(
  chosen: ChosenPayProviders,
  openWith: (id: PayProviderId, open: OpenPayProvider) => PayProvider,
): ProviderOf {
  const opened = new Map([...chosen].map(([id, open]) => [id, openWith(id, open)]));
  return (id) => opened.get(id) ?? notChosen;
}

const notChosen: PayProvider = {
  merchant: "",
  appOf: () => null,
  start: async () => unavailable,
  query: async () => unavailable,
  close: async () => unavailable,
  refund: async () => unavailable,
  queryRefund: async () => unavailable,
  readBill: null,
  readNotification: () => ({ ok: false, refusal: "unsigned" }),
  thanks: { status: 204, text: "" },
};
