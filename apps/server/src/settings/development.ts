/** What development uses when nobody says otherwise: the sandbox and keys that everybody knows. */
import { messageTemplateCodes } from "@gradphoto/domain";
import { developmentPayKeys } from "../infra/wechat-pay/development-keys.ts";

const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

/** Where development finds the sandbox that stands in for every outside system, when nobody says. */
export const usualSandbox = "http://127.0.0.1:3900";

/** Good for development with the sandbox; production has to name every one of these itself, and otherwise. */
export const developmentDefaults = (sandbox: string) => ({
  GRADPHOTO_WECHAT_URL: sandbox,
  GRADPHOTO_WECHAT_PAGES_URL: sandbox,
  GRADPHOTO_SMS_URL: sandbox,
  GRADPHOTO_ISSUER_URL: sandbox,
  GRADPHOTO_REGISTRY_URL: sandbox,
  GRADPHOTO_SEAL_KEYS: `development:${key32(1)}`,
  GRADPHOTO_SEARCH_KEY: key32(2),
  GRADPHOTO_WECHAT_MINI_PROGRAM: "wx0000000000000001:sandbox-mini-program-secret",
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: "wx0000000000000002:sandbox-official-account-secret",
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes.map((code) => `${code}:sandbox-${code}`).join(","),
  GRADPHOTO_SMS_KEY: "sandbox-sms-key",
  GRADPHOTO_ISSUER_KEY: "sandbox-collection-code-key",
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: "sandbox-last-four-key",
  GRADPHOTO_LINK_KEY: key32(3),
  GRADPHOTO_WECHAT_PAY_URL: sandbox,
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1900000001:5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: developmentPayKeys.merchantPrivateKey,
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: "sandbox-api-v3-key-of-32-letters",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_0119000000012026010100000000000001",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: developmentPayKeys.platformPublicKey,
  GRADPHOTO_PUBLIC_URL: "http://127.0.0.1:3000",
  GRADPHOTO_REGISTRY_KEY: "sandbox-registry-key",
  GRADPHOTO_HOTLINE: "000-0000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "测试环境，无人接听",
  GRADPHOTO_SERVICE_HOURS_EN: "Test system, nobody answers",
});

/** Of the demo's staff; production has none and names none. */
export const demoStaffDefaults = {
  GRADPHOTO_DEMO_STAFF_PASSWORD: "development-password",
  GRADPHOTO_DEMO_STAFF_TOTP: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
} as const;
