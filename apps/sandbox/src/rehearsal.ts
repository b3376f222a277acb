/**
 * Secrets of one rehearsal: an installation in production mode behind https that uses the sandbox for all outside
 * systems, before any contract exists. Writes the files and settings that production needs.
 */
import { generateKeyPairSync, randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageTemplateCodes } from "@gradphoto/domain";
import { type Settings, settings } from "./settings.ts";

const secret = (): string => randomBytes(24).toString("base64url");
const key = (): string => randomBytes(32).toString("base64");
const digits = (count: number): string =>
  Array.from({ length: count }, () => randomInt(10)).join("");
const keyPair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 3072,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

const freshSettings = (): Settings => ({
  ...settings,
  wechat: {
    ...settings.wechat,
    miniProgram: { appid: `wx${randomBytes(8).toString("hex")}`, secret: secret() },
    officialAccount: { appid: `wx${randomBytes(8).toString("hex")}`, secret: secret() },
  },
  sms: { key: key() },
  chsi: { key: key(), lastFourKey: key() },
  oidc: { ...settings.oidc, clientSecret: secret() },
  registry: { key: key() },
  pay: {
    mchid: `19${digits(8)}`,
    merchantSerial: randomBytes(20).toString("hex").toUpperCase(),
    apiV3Key: randomBytes(16).toString("hex"),
    publicKeyId: `PUB_KEY_ID_01${digits(32)}`,
  },
  payKeys: { merchant: keyPair(), platform: keyPair() },
});

/** Creates the secrets in the folder, or reuses those of an earlier start. */
export function openRehearsal(folder: string): Settings {
  const stored = join(folder, "sandbox.json");
  if (existsSync(stored)) return JSON.parse(readFileSync(stored, "utf8"));
  const fresh = freshSettings();
  mkdirSync(join(folder, "secrets"), { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(secretsOf(fresh)))
    writeFileSync(join(folder, "secrets", name), `${text}\n`, { mode: 0o600 });
  writeFileSync(join(folder, "rehearsal.env"), `${settingsOf(fresh).join("\n")}\n`);
  writeFileSync(stored, JSON.stringify(fresh), { mode: 0o600 });
  return fresh;
}

const secretsOf = ({
  wechat,
  sms,
  chsi,
  registry,
  pay,
  payKeys,
}: Settings): Readonly<Record<string, string>> => ({
  "wechat-mini-program": `${wechat.miniProgram.appid}:${wechat.miniProgram.secret}`,
  "wechat-official-account": `${wechat.officialAccount.appid}:${wechat.officialAccount.secret}`,
  "issuer-key": chsi.key,
  "issuer-last-four-key": chsi.lastFourKey,
  "registry-key": registry.key,
  "sms-key": sms.key,
  "wechat-pay-api-v3-key": pay.apiV3Key,
  "wechat-pay-private-key": payKeys.merchant.privateKey.trim(),
  "wechat-pay-public-key": payKeys.platform.publicKey.trim(),
});

const settingsOf = ({ pay }: Settings): readonly string[] => [
  `GRADPHOTO_WECHAT_TEMPLATES=${messageTemplateCodes.map((code) => `${code}:rehearsal-${code}`).join(",")}`,
  `GRADPHOTO_WECHAT_PAY_MERCHANT=${pay.mchid}:${pay.merchantSerial}`,
  `GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID=${pay.publicKeyId}`,
];
