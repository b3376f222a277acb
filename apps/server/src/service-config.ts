/** The service's settings, parsed once from the environment; all faults are told together, and secrets stand apart. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { MessageTemplateCode } from "@gradphoto/domain";
import type { DatabaseSource } from "./infra/db/database.ts";
import type { ObjectPlace, ObjectSecrets } from "./infra/object-store/open-object-store.ts";
import type { SealKey } from "./infra/sealing/seal.ts";
import type { WechatApp } from "./infra/wechat/wechat.ts";
import type { Merchant } from "./infra/wechat-pay/http-wechat-pay.ts";
import { demoStaffDefaults, developmentDefaults, usualSandbox } from "./settings/development.ts";
import { type Environment, environment, type ParsedEnvironment } from "./settings/environment.ts";
import { productionFaults } from "./settings/production.ts";

export interface ServiceConfig {
  /** Everywhere but in production: the page that tries a photo is served, and `npm start` brings schools and staff. */
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
  readonly wechatPagesUrl: string;
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
  readonly registryUrl: string;
  /** From an approval to its upload. */
  readonly uploadAfterMs: number;
  /** Which parts of all reviews serve to test reviewing, 0 to 1. */
  readonly reviewShares: { readonly secondLook: number; readonly machineHidden: number; readonly honeypot: number };
  /** WeChat's ids of our subscribe messages. */
  readonly templateIds: Readonly<Record<MessageTemplateCode, string>>;
  readonly customerService: {
    readonly hotline: string;
    readonly hours: { readonly zh: string; readonly en: string };
  };
}

export interface ServiceSecrets {
  /** null: none is named, which `databaseOf` refuses. */
  readonly databaseUrl: string | null;
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
  readonly registryKey: string;
  /** Of the demo's staff; null in production. */
  readonly demoStaff: { readonly password: string; readonly totp: string } | null;
}

/** For the programs that stand on a database. Throws an Error that says what to do where none is named. */
export function databaseOf({ databaseUrl }: Pick<ServiceSecrets, "databaseUrl">): DatabaseSource {
  if (databaseUrl !== null) return { url: databaseUrl };
  throw new Error(
    "还没有数据库：请用 npm start 启动整个服务（自带数据库），或把 DATABASE_URL 设为 PostgreSQL 15 或更新版本的地址 / No database is named: npm start starts the whole service with a database of its own; to run this part by itself, set DATABASE_URL to the address of a PostgreSQL 15 or newer",
  );
}

/** Throws an Error that names every setting that is wrong, without its value. */
export function readServiceConfig(env: Environment): {
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
} {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const production = given.NODE_ENV === "production";
  const defaults = developmentDefaults(given.GRADPHOTO_SANDBOX_URL ?? usualSandbox);
  const parsed = environment.safeParse(production ? given : { ...defaults, ...demoStaffDefaults, ...given });
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

function split(env: ParsedEnvironment, demo: boolean) {
  const { GRADPHOTO_DEMO_STAFF_PASSWORD: password, GRADPHOTO_DEMO_STAFF_TOTP: totp } = env;
  const config: ServiceConfig = {
    demo,
    host: env.GRADPHOTO_HOST,
    port: env.PORT,
    metricsPort: env.GRADPHOTO_METRICS_PORT ?? null,
    proxies: env.GRADPHOTO_PROXIES,
    heic: env.GRADPHOTO_HEIC === "on",
    wechatUrl: env.GRADPHOTO_WECHAT_URL,
    wechatPagesUrl: env.GRADPHOTO_WECHAT_PAGES_URL.replace(/\/+$/, ""),
    smsUrl: env.GRADPHOTO_SMS_URL,
    issuerUrl: env.GRADPHOTO_ISSUER_URL.replace(/\/+$/, ""),
    objects: isBucket(env.GRADPHOTO_OBJECTS)
      ? { bucketUrl: env.GRADPHOTO_OBJECTS, region: env.GRADPHOTO_S3_REGION }
      : { folder: env.GRADPHOTO_OBJECTS ?? join(env.GRADPHOTO_DATA_FOLDER, "objects") },
    engineWorkers: env.GRADPHOTO_WORKERS ?? Math.max(1, Math.min(4, availableParallelism())),
    wechatPayUrl: env.GRADPHOTO_WECHAT_PAY_URL,
    publicUrl: env.GRADPHOTO_PUBLIC_URL.replace(/\/+$/, ""),
    onePersonRefundFen: env.GRADPHOTO_ONE_PERSON_REFUND_FEN,
    uploadAfterMs: env.GRADPHOTO_UPLOAD_AFTER_S * 1000,
    reviewShares: {
      secondLook: env.GRADPHOTO_SECOND_LOOK_SHARE,
      machineHidden: env.GRADPHOTO_HIDDEN_VERDICT_SHARE,
      honeypot: env.GRADPHOTO_HONEYPOT_SHARE,
    },
    templateIds: env.GRADPHOTO_WECHAT_TEMPLATES,
    registryUrl: env.GRADPHOTO_REGISTRY_URL.replace(/\/+$/, ""),
    customerService: {
      hotline: env.GRADPHOTO_HOTLINE,
      hours: { zh: env.GRADPHOTO_SERVICE_HOURS_ZH, en: env.GRADPHOTO_SERVICE_HOURS_EN },
    },
  };
  const secrets: ServiceSecrets = {
    databaseUrl: env.DATABASE_URL ?? null,
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
    registryKey: env.GRADPHOTO_REGISTRY_KEY,
    demoStaff: password === undefined || totp === undefined ? null : { password, totp },
  };
  return { config, secrets };
}

const s3SecretOf = (pair: WechatApp | undefined) =>
  pair === undefined ? null : { accessKeyId: pair.appid, secretAccessKey: pair.secret };
function merchantOf(env: ParsedEnvironment): Merchant {
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
