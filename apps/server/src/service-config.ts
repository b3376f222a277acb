/** The service's settings, parsed once from the environment; all faults are told together, and secrets stand apart. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { DatabaseSource } from "./infra/db/database.ts";
import type { ObjectPlace, ObjectSecrets } from "./infra/object-store/open-object-store.ts";
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
  /** Of the metrics, on this machine alone; null: none are served. */
  readonly metricsPort: number | null;
  /** Reverse proxies in front of the service. */
  readonly proxies: number;
  readonly heic: boolean;
  readonly wechatUrl: string;
  readonly smsUrl: string;
  readonly issuerUrl: string;
  /** A folder, or a bucket of an S3-compatible store. */
  readonly objects: ObjectPlace;
  /** Photos a worker makes at a time. */
  readonly engineWorkers: number;
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
  readonly objects: ObjectSecrets;
  /** Signs the addresses of pictures. */
  readonly linkKey: Uint8Array;
  readonly merchant: Merchant;
}

const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

/** Where development finds the sandbox that stands in for every outside system, when nobody says. */
const usualSandbox = "http://127.0.0.1:3900";

/** Good for development with the sandbox; production has to name every one of these itself, and otherwise. */
const developmentDefaults = (sandbox: string) => ({
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
  GRADPHOTO_LINK_KEY: key32(3),
  GRADPHOTO_WECHAT_PAY_URL: sandbox,
  GRADPHOTO_WECHAT_PAY_MERCHANT: "1900000001:5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: developmentPayKeys.merchantPrivateKey,
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: "sandbox-api-v3-key-of-32-letters",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_0119000000012026010100000000000001",
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: developmentPayKeys.platformPublicKey,
  GRADPHOTO_PUBLIC_URL: "http://127.0.0.1:3000",
  GRADPHOTO_HOTLINE: "000-0000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "测试环境，无人接听",
  GRADPHOTO_SERVICE_HOURS_EN: "Test system, nobody answers",
});

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
  PORT: whole(0, 65535).default(3000),
  GRADPHOTO_METRICS_PORT: whole(0, 65535).optional(),
  GRADPHOTO_PROXIES: whole(0, 10).default(0),
  GRADPHOTO_HEIC: z.enum(["on", "off"], "must be on or off").default("on"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql address" }).optional(),
  /** The embedded database, and photos unless GRADPHOTO_OBJECTS says otherwise. */
  GRADPHOTO_DATA_FOLDER: z.string().default("data"),
  /** Development alone: stands in for every address below that is not given. */
  GRADPHOTO_SANDBOX_URL: url.optional(),
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
  /** A folder, or the address of a bucket: https://s3.example.org/photos */
  GRADPHOTO_OBJECTS: z.string().min(1).optional(),
  GRADPHOTO_S3_REGION: z.string().min(1).default("us-east-1"),
  GRADPHOTO_S3_KEY: app.optional(),
  /** Encrypts pictures at rest; without it they are stored as they are. */
  GRADPHOTO_OBJECT_KEYS: sealKeys.optional(),
  GRADPHOTO_LINK_KEY: base64Key,
  GRADPHOTO_WORKERS: whole(1, 64).optional(),
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
  const parsed = environment.safeParse(
    production ? given : { ...developmentDefaults(given.GRADPHOTO_SANDBOX_URL ?? usualSandbox), ...given },
  );
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => {
      const name = path.join(".");
      return given[name] === undefined && production ? `${name} must be set in production` : `${name} ${message}`;
    }),
    ...(isBucket(given.GRADPHOTO_OBJECTS) && given.GRADPHOTO_S3_KEY === undefined
      ? ["GRADPHOTO_S3_KEY must be set for a bucket"]
      : []),
    ...(production ? productionFaults(given) : []),
  ];
  if (!parsed.success || faults.length > 0) {
    throw new Error(
      `设置有误，请改正后再启动 / These settings are not right; mend them and start again:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  return split(parsed.data, !production);
}

const isBucket = (objects: string | undefined): objects is string => /^https?:/.test(objects ?? "");

/** What development may use and production may not: our own defaults, and the sandbox's kind of address. */
function productionFaults(given: Environment): readonly string[] {
  const sandbox = given.GRADPHOTO_SANDBOX_URL === undefined ? [] : ["GRADPHOTO_SANDBOX_URL has no place in production"];
  const defaults = Object.entries(developmentDefaults(usualSandbox))
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
  return [...sandbox, ...defaults, ...addresses, ...sandboxSecrets];
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
    metricsPort: env.GRADPHOTO_METRICS_PORT ?? null,
    proxies: env.GRADPHOTO_PROXIES,
    heic: env.GRADPHOTO_HEIC === "on",
    wechatUrl: env.GRADPHOTO_WECHAT_URL,
    smsUrl: env.GRADPHOTO_SMS_URL,
    issuerUrl: env.GRADPHOTO_ISSUER_URL.replace(/\/+$/, ""),
    objects: isBucket(env.GRADPHOTO_OBJECTS)
      ? { bucketUrl: env.GRADPHOTO_OBJECTS, region: env.GRADPHOTO_S3_REGION }
      : { folder: env.GRADPHOTO_OBJECTS ?? join(env.GRADPHOTO_DATA_FOLDER, "objects") },
    engineWorkers: env.GRADPHOTO_WORKERS ?? Math.max(1, Math.min(4, availableParallelism())),
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
    objects: { s3: s3SecretOf(env.GRADPHOTO_S3_KEY), keys: env.GRADPHOTO_OBJECT_KEYS ?? [] },
    linkKey: env.GRADPHOTO_LINK_KEY,
    merchant: merchantOf(env),
  };
  return { config, secrets };
}

const s3SecretOf = (pair: WechatApp | undefined) =>
  pair === undefined ? null : { accessKeyId: pair.appid, secretAccessKey: pair.secret };
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
