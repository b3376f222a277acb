/** Checks every configured payment provider. */
import { askPay } from "../health/connections/ask-pay.ts";
import type { Check } from "./check.ts";

export const payments: Check = {
  label: { zh: "支付", en: "payment providers" },
  run: ({ ports, clock }) => Promise.all(ports.payProviders.map((id) => askPay(id, ports.providerOf(id), clock))),
};
