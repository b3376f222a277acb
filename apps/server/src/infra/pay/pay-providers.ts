/** The only list of payment providers, and the function that opens those in the settings. */
import type { PayProviderId } from "@gradphoto/domain";
import type { Adapter } from "../adapter.ts";
import { alipay } from "./alipay/alipay.ts";
import {
  type PayProvider,
  type PayProviderDeps,
  type ProviderOf,
  unavailable,
} from "./pay-provider.ts";
import { wechatPay } from "./wechat-pay/wechat-pay.ts";

export type PayProviderAdapter = Adapter<PayProviderDeps, PayProvider>;

export const payProviderAdapters: Readonly<Record<PayProviderId, PayProviderAdapter>> = {
  "wechat-pay": wechatPay,
  alipay,
};

export type OpenPayProvider = (deps: PayProviderDeps) => PayProvider;

/** The providers in the settings. */
export type ChosenPayProviders = ReadonlyMap<PayProviderId, OpenPayProvider>;

/**
 * Opens the providers. One that is not in the settings is never offered; every call for its earlier payments answers
 * `unavailable`.
 */
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
