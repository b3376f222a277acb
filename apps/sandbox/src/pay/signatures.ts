/**
 * WeChat Pay v3 signatures in both directions and its encrypted resources. Source: pay.weixin.qq.com, APIv3 signing and
 * AEAD rules.
 */
import { createCipheriv, sign, verify } from "node:crypto";
import { type Answer, type Call, json } from "../answer.ts";
import { newId, type World } from "../world.ts";

const scheme = "WECHATPAY2-SHA256-RSA2048";
/**
 * Largest difference between a request's timestamp and the clock; otherwise the request is refused. The fault
 * skewed-clock uses twice this difference.
 */
const windowMs = 5 * 60 * 1000;

export const payError = (status: number, code: string, message: string): Answer =>
  json(status, { code, message });

/** Returns the problem with the Authorization header, if any. */
export function signatureError(
  world: World,
  { method, url, headers, text }: Call,
): Answer | undefined {
  const { mchid, merchantSerial } = world.settings.pay;
  const [, list = ""] =
    new RegExp(`^${scheme} (.*)$`).exec(headers.authorization?.toString() ?? "") ?? [];
  const fields = new Map(
    [...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name ?? "", value ?? ""]),
  );
  const [timestamp = "", nonce = "", signature = ""] = ["timestamp", "nonce_str", "signature"].map(
    (name) => fields.get(name),
  );
  if (fields.get("mchid") !== mchid || fields.get("serial_no") !== merchantSerial) {
    return payError(401, "SIGN_ERROR", "商户号或证书序列号不对");
  }
  const ageMs = world.machineNow().getTime() - Number(timestamp) * 1000;
  if (!(Math.abs(ageMs) <= windowMs))
    return payError(
      401,
      "SIGN_ERROR",
      "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟",
    );
  const signed = `${method}\n${url}\n${timestamp}\n${nonce}\n${text}\n`;
  const right = verify(
    "sha256",
    Buffer.from(signed),
    world.settings.payKeys.merchant.publicKey,
    Buffer.from(signature, "base64"),
  );
  return right ? undefined : payError(401, "SIGN_ERROR", "签名错误");
}

export type SignatureFlaw = "skewed-clock" | "wrong-serial" | "bad-signature";

/** Builds the headers with the signature of a body, optionally with a flaw. */
export function signedHeaders(
  world: World,
  body: string,
  flaw?: SignatureFlaw,
): Record<string, string> {
  const { publicKeyId } = world.settings.pay;
  const { merchant, platform } = world.settings.payKeys;
  const timeMs = world.machineNow().getTime() - (flaw === "skewed-clock" ? 2 * windowMs : 0);
  const timestamp = String(Math.floor(timeMs / 1000));
  const nonce = newId(world);
  const key = flaw === "bad-signature" ? merchant.privateKey : platform.privateKey;
  return {
    "request-id": newId(world),
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-serial":
      flaw === "wrong-serial" ? "PUB_KEY_ID_0000000000000000000000000000000000" : publicKeyId,
    "wechatpay-signature": sign(
      "sha256",
      Buffer.from(`${timestamp}\n${nonce}\n${body}\n`),
      key,
    ).toString("base64"),
    "wechatpay-signature-type": scheme,
  };
}

const isFlaw = (kind: string | undefined): kind is SignatureFlaw =>
  kind === "skewed-clock" || kind === "wrong-serial" || kind === "bad-signature";

/** Serializes and signs an answer. */
export function signAnswer(world: World, answer: Answer, faultKind?: string): Answer {
  const body = answer.status === 204 ? "" : JSON.stringify(answer.body);
  const headers = signedHeaders(world, body, isFlaw(faultKind) ? faultKind : undefined);
  return { status: answer.status, body, type: "application/json; charset=utf-8", headers };
}

/** Encrypts content with AEAD_AES_256_GCM and the APIv3 key; `about` is the associated data. */
export function sealResource(world: World, content: string, about: string) {
  const nonce = newId(world, 6);
  const cipher = createCipheriv("aes-256-gcm", world.settings.pay.apiV3Key, nonce).setAAD(
    Buffer.from(about),
  );
  const ciphertext = Buffer.concat([
    cipher.update(content),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString("base64");
  return {
    algorithm: "AEAD_AES_256_GCM",
    ciphertext,
    associated_data: about,
    nonce,
    original_type: about,
  };
}
