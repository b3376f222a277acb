/** Requests to Alipay's gateway: the SDK signs them and verifies the answer, of which only the signed part is read. */
import { createPrivateKey } from "node:crypto";
import { AlipaySdk } from "alipay-sdk";
import { z } from "zod";
import { readLimited } from "../../read-limited.ts";
import { type PayAnswer, type PayProviderDeps, unavailable } from "../pay-provider.ts";
import { refusalOf, textOfMoment } from "./alipay-answers.ts";

export interface AlipayMerchant {
  readonly appId: string;
  readonly sellerId: string;
  /** Private key of our app, as PEM. */
  readonly privateKey: string;
  /** Alipay's public key, as PEM. */
  readonly publicKey: string;
}

export interface GatewayOptions extends Pick<PayProviderDeps, "timeoutMs" | "clock" | "warn"> {
  readonly gatewayUrl: string;
  readonly merchant: AlipayMerchant;
}

export interface Gateway {
  readonly sdk: AlipaySdk;
  /** Returns a timestamp in Beijing time, as Alipay expects. The SDK would use the time zone of this machine. */
  stamp(): { readonly timestamp: string };
  request<Value>(
    method: string,
    content: object,
    schema: z.ZodType<Value>,
  ): Promise<PayAnswer<Value>>;
}

const maxAnswerBytes = 256 * 1024;

const signed = z.object({ sign: z.string().min(1).max(1024) });
const answered = z.object({ code: z.string().max(16), sub_code: z.string().max(128).optional() });

export function createGateway({
  gatewayUrl,
  merchant,
  timeoutMs,
  clock,
  warn,
}: GatewayOptions): Gateway {
  const sdk = new AlipaySdk({
    appId: merchant.appId,
    privateKey: createPrivateKey(merchant.privateKey)
      .export({ type: "pkcs8", format: "pem" })
      .toString(),
    keyType: "PKCS8",
    alipayPublicKey: merchant.publicKey,
    gateway: gatewayUrl,
  });

  const stamp = () => ({ timestamp: textOfMoment(clock()) });

  async function post(body: string): Promise<string | null> {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(gatewayUrl, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded;charset=utf-8",
        accept: "application/json",
      },
      body,
      redirect: "error",
      signal,
    });
    const bytes = await readLimited(response, maxAnswerBytes, signal);
    return bytes && response.ok ? Buffer.from(bytes).toString("utf8") : null;
  }

  /**
   * Returns the signed part of an answer. Throws and warns the operator if the signature is invalid: our copy of
   * Alipay's key may be wrong.
   */
  function proven(text: string, method: string): unknown {
    const name = `${method.replaceAll(".", "_")}_response`;
    const key = text.includes(`"${name}"`) ? name : "error_response";
    try {
      sdk.checkResponseSign(text, key, signed.parse(JSON.parse(text)).sign, "");
    } catch (error) {
      warn(
        { provider: "alipay", code: "unproven" },
        "An answer of Alipay is not proven by its public key",
      );
      throw error;
    }
    return JSON.parse(sdk.getSignStr(text, key));
  }

  return {
    sdk,
    stamp,
    request: async (method, content, schema) => {
      try {
        const text = await post(sdk.sdkExecute(method, { ...stamp(), bizContent: content }));
        if (text === null) return unavailable;
        const answer = proven(text, method);
        const { code, sub_code = "" } = answered.parse(answer);
        if (code === "10000") {
          const parsed = schema.safeParse(answer);
          return parsed.success ? { ok: true, value: parsed.data } : unavailable;
        }
        const refused = refusalOf(code, sub_code);
        if ("fault" in refused) {
          warn(
            { provider: "alipay", code: sub_code || code },
            "Alipay refuses our call; see its list of error codes",
          );
        }
        return refused;
      } catch {
        return unavailable;
      }
    },
  };
}
