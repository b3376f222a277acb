/** The text message gateway, by the contract in apps/sandbox/README.md. */
import { z } from "zod";
import { ourFault } from "../our-fault.ts";
import { askOutside } from "../outside-json.ts";
import type { Sms } from "./sms.ts";

export interface HttpSmsOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly timeoutMs: number;
  /** Told what an operator must mend, such as a wrong key. */
  readonly warn: (fields: { readonly smsStatus: number }, message: string) => void;
}

const accepted = z.object({ id: z.string() });

export const createHttpSms = ({ baseUrl, key, timeoutMs, warn }: HttpSmsOptions): Sms => ({
  sendCode: async (phone, code) => {
    const url = new URL(`${baseUrl.replace(/\/+$/, "")}/sms/send`);
    const headers = { authorization: `Bearer ${key}` };
    const answer = await askOutside({ url, headers, body: { phone, code }, timeoutMs });
    if (!answer || answer.status >= 500) return "unavailable";
    if (answer.status === 200) return accepted.safeParse(answer.body).success ? "sent" : "unavailable";
    if (answer.status === 429) return "refused";
    warn({ smsStatus: answer.status }, "The text message gateway refuses our call");
    return ourFault(answer.status);
  },
});
