/** The service's settings, parsed once from the environment; all faults are told together, and secrets stand apart. */
import { join } from "node:path";
import { z } from "zod";
import type { DatabaseSource } from "./infra/db/database.ts";
import type { SealKey } from "./infra/sealing/seal.ts";
import type { WechatApp } from "./infra/wechat/wechat.ts";
import { developmentPayKeys } from "./infra/wechat-pay/development-keys.ts";
import type { Merchant } from "./infra/wechat-pay/http-wechat-pay.ts";
import { isPrivateKey, isPublicKey } from "./infra/wechat-pay/pem.ts";

export interface ServiceConfig {
  /** Everywhere but in production: the demo's schools and projects are put into the database. */
  readonly demo: boolean;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Reverse proxies in front of the service. */
  readonly proxies: number;
  readonly heic: boolean;
  readonly wechatUrl: string;
  readonly smsUrl: string;
  readonly issuerUrl: string;
  readonly wechatPayUrl: string;
  /** Under which the outside reaches this service; without a slash at its end. */
  readonly publicUrl: string;
  /** A refund above it takes two persons. */
  readonly onePersonRefundFen: number;
  readonly customerService: {
    readonly hotline: string;
    readonly hours: { readonly zh: string; readonly en: string };
  };
}

export interface ServiceSecrets {
  readonly database: DatabaseSource;
  /** The newest first. */
  readonly sealKeys: readonly SealKey[];
  readonly searchKey: Uint8Array;
  readonly miniProgram: WechatApp;
  readonly officialAccount: WechatApp;
  readonly smsKey: string;
  readonly issuerKey: string;
  readonly issuerLastFourKey: string;
  readonly merchant: Merchant;
}

const sandbox = "http://127.0.0.1:3900";
const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

/** Good for development with the sandbox; production has to name every one of these itself, and otherwise. */
const developmentDefaults = {
  GRADPHOTO_WECHAT_URL: sandbox,
  GRADPHOTO_SMS_URL: sandbox,
  GRADPHOTO_ISSUER_URL: sandbox,
  GRADPHOTO_SEAL_KEYS: `development:${key32(1)}`,
  GRADPHOTO_SEARCH_KEY: key32(2),
  GRADPHOTO_WECHAT_MINI_PROGRAM: "wx0000000000000001:sandbox-mini-program-secret",
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: "wx0000000000000002:sandbox-official-account-secret",
  GRADPHOTO_SMS_KEY: "sandbox-sms-key",
  GRADPHOTO_ISSUER_KEY: "sandbox-collection-code-key",
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: "sandbox-last-four-key",
  GRADPHOTO_WECHAT_PAY_URL: sandbox,
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1900000001:5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: developmentPayKeys.merchantPrivateKey,
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: "sandbox-api-v3-key-of-32-letters",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_0119000000012026010100000000000001",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: developmentPayKeys.platformPublicKey,
  GRADPHOTO_PUBLIC_URL: "http://127.0.0.1:3100",
  GRADPHOTO_HOTLINE: "000-0000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "测试环境，无人接听",
  GRADPHOTO_SERVICE_HOURS_EN: "Test system, nobody answers",
} as const;

const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
const text = z.string().min(1).max(500);
const app = z
  .string()
  .regex(/^[^:\s]+:\S+$/, "must be appid:secret")
  .transform((pair): WechatApp => {
    const [appid = "", ...secret] = pair.split(":");
    return { appid, secret: secret.join(":") };
  });
/** PEM; where a setting takes one line alone, its line breaks may be written as \\n. */
const pem = (isKey: (text: string) => boolean) =>
  z
    .string()
    .transform((text) => text.replaceAll("\\n", "\n"))
    .refine(isKey, "must be a key in PEM");
const base64Key = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, "must be 32 bytes in base64")
  .transform((encoded): Uint8Array => Buffer.from(encoded, "base64"));
const sealKeys = z
  .string()
  .regex(/^[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=)*$/, {
    error: "must be id:32 bytes in base64, several with commas, the newest first",
  })
  .transform((list) => list.split(",").map(readSealKey))
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, "must not name a key twice");

function readSealKey(pair: string): SealKey {
  const [id = "", encoded = ""] = pair.split(":");
  return { id, key: Buffer.from(encoded, "base64") };
}

const whole = (min: number, max: number) =>
  z.coerce.number("must be a number").int("must be a whole number").min(min).max(max, `must be at most ${max}`);

const environment = z.object({
  GRADPHOTO_HOST: z.string().default("127.0.0.1"),
  PORT: whole(0, 65535).default(3100),
  GRADPHOTO_PROXIES: whole(0, 10).default(0),
  GRADPHOTO_HEIC: z.enum(["on", "off"], "must be on or off").default("on"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql address" }).optional(),
  /** The embedded database and, later, photos. */
  GRADPHOTO_DATA_FOLDER: z.string().default("data"),
  GRADPHOTO_WECHAT_URL: url,
  GRADPHOTO_SMS_URL: url,
  GRADPHOTO_ISSUER_URL: url,
  GRADPHOTO_SEAL_KEYS: sealKeys,
  GRADPHOTO_SEARCH_KEY: base64Key,
  GRADPHOTO_WECHAT_MINI_PROGRAM: app,
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: app,
  GRADPHOTO_SMS_KEY: text,
  GRADPHOTO_ISSUER_KEY: text,
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: text,
  GRADPHOTO_WECHAT_PAY_URL: url,
  GRADPHOTO_WECHAT_PAY_MERCHANT: z
    .string()
    .regex(/^\d{6,16}:[0-9A-F]{16,64}$/, "must be merchant number:serial number of its certificate"),
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: pem(isPrivateKey),
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: z.string().regex(/^[\x21-\x7e]{32}$/, "must have 32 letters"),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: z.string().regex(/^PUB_KEY_ID_\w{1,100}$/, "must begin with PUB_KEY_ID_"),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: pem(isPublicKey),
  GRADPHOTO_PUBLIC_URL: url,
  GRADPHOTO_ONE_PERSON_REFUND_FEN: whole(0, 100_000_000).default(10_000),
  GRADPHOTO_HOTLINE: text,
  GRADPHOTO_SERVICE_HOURS_ZH: text,
  GRADPHOTO_SERVICE_HOURS_EN: text,
});

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws an Error that names every setting that is wrong, without its value. */
export function readServiceConfig(env: Environment): {
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
} {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const production = given.NODE_ENV === "production";
  const parsed = environment.safeParse(production ? given : { ...developmentDefaults, ...given });
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => {
      const name = path.join(".");
      return given[name] === undefined && production ? `${name} must be set in production` : `${name} ${message}`;
    }),
    ...(production ? productionFaults(given) : []),
  ];
  if (!parsed.success || faults.length > 0) {
    throw new Error(
      `设置有误，请改正后再启动 / These settings are not right; mend them and start again:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  return split(parsed.data, !production);
}

/** What development may use and production may not: our own defaults, and the sandbox's kind of address. */
function productionFaults(given: Environment): readonly string[] {
  const defaults = Object.entries(developmentDefaults)
    .filter(([name, value]) => given[name]?.replaceAll("\\n", "\n").trim() === value.trim())
    .map(([name]) => `${name} must not be the one of development`);
  const addresses = [
    "GRADPHOTO_WECHAT_URL",
    "GRADPHOTO_SMS_URL",
    "GRADPHOTO_ISSUER_URL",
    "GRADPHOTO_WECHAT_PAY_URL",
    "GRADPHOTO_PUBLIC_URL",
  ]
    .filter((name) => given[name] !== undefined && !isPublicHttps(given[name]))
    .map((name) => `${name} must be https, and of no sandbox, in production`);
  const sandboxSecrets = [
    "GRADPHOTO_WECHAT_MINI_PROGRAM",
    "GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT",
    "GRADPHOTO_SMS_KEY",
    "GRADPHOTO_ISSUER_KEY",
    "GRADPHOTO_ISSUER_LAST_FOUR_KEY",
    "GRADPHOTO_WECHAT_PAY_API_V3_KEY",
  ]
    .filter((name) => given[name]?.includes("sandbox"))
    .map((name) => `${name} must not be a secret of the sandbox`);
  return [...defaults, ...addresses, ...sandboxSecrets];
}

function isPublicHttps(address: string): boolean {
  if (!URL.canParse(address)) return true; // Told already.
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && !/^(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$|sandbox/.test(hostname);
}

function split(env: z.output<typeof environment>, demo: boolean) {
  const config: ServiceConfig = {
    demo,
    host: env.GRADPHOTO_HOST,
    port: env.PORT,
    proxies: env.GRADPHOTO_PROXIES,
    heic: env.GRADPHOTO_HEIC === "on",
    wechatUrl: env.GRADPHOTO_WECHAT_URL,
    smsUrl: env.GRADPHOTO_SMS_URL,
    issuerUrl: env.GRADPHOTO_ISSUER_URL.replace(/\/+$/, ""),
    wechatPayUrl: env.GRADPHOTO_WECHAT_PAY_URL,
    publicUrl: env.GRADPHOTO_PUBLIC_URL.replace(/\/+$/, ""),
    onePersonRefundFen: env.GRADPHOTO_ONE_PERSON_REFUND_FEN,
    customerService: {
      hotline: env.GRADPHOTO_HOTLINE,
      hours: { zh: env.GRADPHOTO_SERVICE_HOURS_ZH, en: env.GRADPHOTO_SERVICE_HOURS_EN },
    },
  };
  const secrets: ServiceSecrets = {
    database:
      env.DATABASE_URL === undefined
        ? { embeddedFolder: join(env.GRADPHOTO_DATA_FOLDER, "database") }
        : { url: env.DATABASE_URL },
    sealKeys: env.GRADPHOTO_SEAL_KEYS,
    searchKey: env.GRADPHOTO_SEARCH_KEY,
    miniProgram: env.GRADPHOTO_WECHAT_MINI_PROGRAM,
    officialAccount: env.GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT,
    smsKey: env.GRADPHOTO_SMS_KEY,
    issuerKey: env.GRADPHOTO_ISSUER_KEY,
    issuerLastFourKey: env.GRADPHOTO_ISSUER_LAST_FOUR_KEY,
    merchant: merchantOf(env),
  };
  return { config, secrets };
}

function merchantOf(env: z.output<typeof environment>): Merchant {
  const [mchid = "", serial = ""] = env.GRADPHOTO_WECHAT_PAY_MERCHANT.split(":");
  return {
    mchid,
    serial,
    privateKey: env.GRADPHOTO_WECHAT_PAY_PRIVATE_KEY,
    apiV3Key: env.GRADPHOTO_WECHAT_PAY_API_V3_KEY,
    publicKeyId: env.GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID,
    publicKey: env.GRADPHOTO_WECHAT_PAY_PUBLIC_KEY,
  };
}
