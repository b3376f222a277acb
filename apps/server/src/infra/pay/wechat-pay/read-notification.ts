/** Reads a notification: verifies signature, age and key, then decrypts and interprets the content. */
import { Aes, Formatter, Rsa } from "wechatpay-axios-plugin";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { Notification, PayProvider, ReadNotification } from "../pay-provider.ts";
import { paidSchema, refundNoticeSchema } from "./pay-answers.ts";

export interface NotificationKeys {
  readonly apiV3Key: string;
  readonly publicKeyId: string;
  /** WeChat Pay's public key, as PEM. */
  readonly publicKey: string;
  readonly clock: Clock;
}

/** Maximum age in seconds, which is WeChat's own clock tolerance. */
const maxAgeS = 300;

const signed = z.object({
  "wechatpay-timestamp": z.string().regex(/^\d{10}$/),
  "wechatpay-nonce": z.string().min(1).max(128),
  "wechatpay-signature": z.string().min(1).max(1024),
  "wechatpay-serial": z.string().min(1).max(128),
});

const envelope = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string().max(64),
  resource: z.object({
    algorithm: z.literal("AEAD_AES_256_GCM"),
    ciphertext: z.string().max(1_048_576),
    associated_data: z.string().max(64).default(""),
    nonce: z.string().min(1).max(16),
  }),
});

type Refusal = Extract<ReadNotification, { ok: false }>;

const refuseWith = (refusal: Refusal["refusal"]): Refusal => ({ ok: false, refusal });

export const createReadNotification =
  (keys: NotificationKeys): PayProvider["readNotification"] =>
  (headers, body) => {
    const proof = signed.safeParse(headers);
    if (!proof.success) return refuseWith("unsigned");
    const timestamp = proof.data["wechatpay-timestamp"];
    if (Math.abs(keys.clock().getTime() / 1000 - Number(timestamp)) > maxAgeS)
      return refuseWith("stale");
    const text = Formatter.response(timestamp, proof.data["wechatpay-nonce"], body);
    const isProven =
      proof.data["wechatpay-serial"] === keys.publicKeyId &&
      Rsa.verify(text, proof.data["wechatpay-signature"], keys.publicKey);
    if (!isProven) return refuseWith("forged");
    const notification = openNotification(body, keys.apiV3Key);
    return notification ? { ok: true, value: notification } : refuseWith("unreadable");
  };

function openNotification(body: string, apiV3Key: string): Notification | null {
  const outer = envelope.safeParse(parseJson(body));
  if (!outer.success) return null;
  const { id, event_type, resource } = outer.data;
  const content = parseJson(unseal(resource, apiV3Key));
  if (event_type === "TRANSACTION.SUCCESS") {
    const payment = paidSchema.safeParse(content);
    return payment.success ? { id, about: "payment", payment: payment.data } : null;
  }
  if (event_type.startsWith("REFUND.")) {
    const refund = refundNoticeSchema.safeParse(content);
    return refund.success ? { id, about: "refund", refund: refund.data } : null;
  }
  return { id, about: "other" };
}

function unseal(resource: z.output<typeof envelope>["resource"], apiV3Key: string): string {
  try {
    return Aes.AesGcm.decrypt(
      resource.ciphertext,
      apiV3Key,
      resource.nonce,
      resource.associated_data,
    );
  } catch {
    return "";
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
