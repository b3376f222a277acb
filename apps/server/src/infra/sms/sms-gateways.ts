/** The only list of text message gateways; GRADPHOTO_SMS names one of them. */
import type { Adapter } from "../adapter.ts";
import { httpSms } from "./http-sms.ts";
import type { Sms, SmsDeps } from "./sms.ts";

export const smsGateways = {
  http: httpSms,
} satisfies Readonly<Record<string, Adapter<SmsDeps, Sms>>>;
