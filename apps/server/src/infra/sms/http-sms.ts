/** Client of a text message gateway, by the contract in apps/sandbox/README.md. */
import { z } from "zod";
import { type Adapter, adapter, httpUrl } from "../adapter.ts";
import { requestJson } from "../request-json.ts";
import { type Sms, type SmsAnswer, type SmsDeps, secretKey } from "./sms.ts";

export interface HttpSmsOptions extends SmsDeps {
  readonly baseUrl: string;
  readonly key: string;
}

const accepted = z.object({ id: z.string() });

/**
 * Maps an HTTP status: 401 and 403 mean a wrong key. Any other status is outside the contract: a proxy or another
 * server answered.
 */
const keyFault = (status: number): SmsAnswer =>
  status === 401 || status === 403 ? "unauthorized" : "unavailable";

export function createHttpSms({ baseUrl, key, timeoutMs, warn }: HttpSmsOptions): Sms {
  async function send(path: string, body: object): Promise<SmsAnswer> {
    const url = new URL(`${baseUrl.replace(/\/+$/, "")}${path}`);
    const headers = { authorization: `Bearer ${key}` };
    const answer = await requestJson({ url, headers, body, timeoutMs });
    if (!answer || answer.status >= 500) return "unavailable";
    if (answer.status === 200)
      return accepted.safeParse(answer.body).success ? "sent" : "unavailable";
    if (answer.status === 429) return "refused";
    warn({ smsStatus: answer.status }, "The text message gateway refuses our call");
    return answer.status === 400 ? "request-refused" : keyFault(answer.status);
  }
  return {
    sendCode: (phone, code) => send("/sms/send", { phone, code }),
    sendNotice: (phone, notice) => send("/sms/notices", { phone, ...notice }),
  };
}

const httpSms = adapter({
  settings: { GRADPHOTO_SMS_URL: httpUrl, GRADPHOTO_SMS_KEY: secretKey },
  development: (sandbox) => ({
    GRADPHOTO_SMS_URL: sandbox,
    GRADPHOTO_SMS_KEY: Buffer.alloc(32, 8).toString("base64"),
  }),
  open: (env, deps: SmsDeps): Sms =>
    createHttpSms({ ...deps, baseUrl: env.GRADPHOTO_SMS_URL, key: env.GRADPHOTO_SMS_KEY }),
});

/** The only list of text message gateways. GRADPHOTO_SMS names one of them. */
export const smsGateways = {
  http: httpSms,
} satisfies Readonly<Record<string, Adapter<SmsDeps, Sms>>>;
