/** Checks that the SMS gateway accepts the key. */
import { askSms } from "../health/connections/ask-sms.ts";
import type { Check } from "./check.ts";

export const sms: Check = {
  label: { zh: "短信", en: "text messages" },
  run: async ({ ports }) => [await askSms(ports.uncountedSms)],
};
