/** The text message gateway: that it takes our key. */
import { askSms } from "../health/connections/ask-sms.ts";
import type { Check } from "./check.ts";

export const sms: Check = {
  label: { zh: "短信", en: "text messages" },
  run: async ({ ports }) => [await askSms(ports.uncountedSms)],
};
