/** Defaults of development, the sandbox and well-known keys, and the environments where they are refused. */
import { allPayProviders, messageTemplateCodes } from "@gradphoto/domain";
import { lineTo } from "../infra/db/database.ts";
import { payProviderAdapters } from "../infra/pay/pay-providers.ts";
import { smsGateways } from "../infra/sms/http-sms.ts";
import { isLoopback, isOfThisMachine } from "./addresses.ts";
import type { Environment } from "./environment.ts";

const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

/** Default URL of the sandbox, which stands in for every external system in development. */
export const defaultSandboxUrl = "http://127.0.0.1:3900";

/** Enables every adapter that the sandbox stands in for. */
export const developmentChoices = { GRADPHOTO_PAY_PROVIDERS: allPayProviders.join(",") } as const;

const adapterDefaults = (sandbox: string): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...[...Object.values(smsGateways), ...Object.values(payProviderAdapters)].map((one) =>
      one.development(sandbox),
    ),
  );

const sandboxIdentityProviders = (sandbox: string) => [
  {
    id: "sandbox-oidc",
    kind: "oidc",
    zh: "企业微信（模拟）",
    en: "WeCom (simulated)",
    issuer: `${sandbox}/oidc`,
    clientId: "gradphoto",
    clientSecret: "sandbox-oidc-secret",
    schoolCode: null,
  },
  {
    id: "sandbox-cas",
    kind: "cas",
    zh: "学校统一身份认证（模拟）",
    en: "University sign-in (simulated)",
    schoolCode: null,
    url: `${sandbox}/cas`,
  },
];

/** Defaults for development with the sandbox. Production must set every one of these itself, to other values. */
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
  GRADPHOTO_WECHAT_TEMPLATES: messageTemplateCodes
    .map((code) => `${code}:sandbox-${code}`)
    .join(","),
  GRADPHOTO_ISSUER_KEY: key32(5),
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: key32(6),
  GRADPHOTO_IDENTITY_PROVIDERS: JSON.stringify(sandboxIdentityProviders(sandbox)),
  GRADPHOTO_AUDIT_KEYS: `development:${key32(4)}`,
  GRADPHOTO_LINK_KEY: key32(3),
  GRADPHOTO_PUBLIC_URL: "http://127.0.0.1:3000",
  GRADPHOTO_REGISTRY_KEY: key32(7),
  GRADPHOTO_OPERATOR_ZH: "测试环境，没有运营者",
  GRADPHOTO_OPERATOR_EN: "Test system, run by nobody",
  GRADPHOTO_PRIVACY_CONTACT: "privacy@example.invalid",
});

/** Lists faults, so that a missing setting does not expose well-known keys and demo staff to the public. */
export function developmentFaults(env: Environment): readonly string[] {
  const { NODE_ENV: mode, GRADPHOTO_HOST: host, GRADPHOTO_PUBLIC_URL: publicUrl = "" } = env;
  const isPublic = URL.canParse(publicUrl) && !isLoopback(new URL(publicUrl).hostname);
  return [
    ...(mode === undefined || mode === "development" || mode === "test"
      ? []
      : ["NODE_ENV must be production, or development"]),
    ...(host === undefined || isLoopback(host)
      ? []
      : [
          "GRADPHOTO_HOST must be 127.0.0.1 unless NODE_ENV is production: the demo's keys and staff are known to everybody",
        ]),
    ...(isPublic && mode !== "development"
      ? [
          "NODE_ENV must be production or development where GRADPHOTO_PUBLIC_URL is no address of this machine",
        ]
      : []),
    ...(mode !== "development" && isElsewhere(env.DATABASE_URL)
      ? ["NODE_ENV must be production or development where DATABASE_URL is on another machine"]
      : []),
  ];
}

/**
 * Returns true for a remote database, which is refused: development would add demo schools, staff and keys to it and
 * run its jobs against the sandbox.
 */
function isElsewhere(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false; // Reported elsewhere.
  try {
    return !isOfThisMachine(lineTo({ url: address }).host);
  } catch {
    return true;
  }
}
