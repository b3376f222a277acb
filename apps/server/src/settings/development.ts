/** What development uses when nobody says otherwise: the sandbox and keys that everybody knows. */
import { allPayProviders, messageTemplateCodes } from "@gradphoto/domain";
import { payProviderAdapters } from "../infra/pay/pay-providers.ts";
import { smsGateways } from "../infra/sms/sms-gateways.ts";

const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

/** Where development finds the sandbox that stands in for every outside system, when nobody says. */
export const usualSandbox = "http://127.0.0.1:3900";

/** Everything that the sandbox stands in for is tried. */
export const developmentChoices = { GRADPHOTO_PAY_PROVIDERS: allPayProviders.join(",") } as const;

const adapterDefaults = (sandbox: string): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...[...Object.values(smsGateways), ...Object.values(payProviderAdapters)].map((one) => one.development(sandbox)),
  );

/** Good for development with the sandbox; production has to name every one of these itself, and otherwise. */
export const developmentDefaults = (sandbox: string): Readonly<Record<string, string>> => ({
  ...adapterDefaults(sandbox),
  GRADPHOTO_WECHAT_URL: sandbox,
  GRADPHOTO_WECHAT_PAGES_URL: sandbox,
  GRADPHOTO_ISSUER_URL: sandbox,
  GRADPHOTO_REGISTRY_URL: sandbox,
  GRADPHOTO_SEAL_KEYS: `development:${key32(1)}`,
  GRADPHOTO_SEARCH_KEY: key32(2),
  GRADPHOTO_WECHAT_MINI_PROGRAM: "wx0000000000000001:sandbox-mini-program-secret",
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: "wx0000000000000002:sandbox-official-account-secret",
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes.map((code) => `${code}:sandbox-${code}`).join(","),
  GRADPHOTO_ISSUER_KEY: "sandbox-collection-code-key",
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: "sandbox-last-four-key",
  GRADPHOTO_LINK_KEY: key32(3),
  GRADPHOTO_PUBLIC_URL: "http://127.0.0.1:3000",
  GRADPHOTO_REGISTRY_KEY: "sandbox-registry-key",
  GRADPHOTO_HOTLINE: "000-0000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "测试环境，无人接听",
  GRADPHOTO_SERVICE_HOURS_EN: "Test system, nobody answers",
  GRADPHOTO_OPERATOR_ZH: "测试环境，没有运营者",
  GRADPHOTO_OPERATOR_EN: "Test system, run by nobody",
  GRADPHOTO_PRIVACY_CONTACT: "privacy@example.invalid",
});

/** Of the demo's staff; production has none and names none. */
export const demoStaffDefaults = {
  GRADPHOTO_DEMO_STAFF_PASSWORD: "development-password",
  GRADPHOTO_DEMO_STAFF_TOTP: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
} as const;
