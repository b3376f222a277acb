/** The service's settings, parsed once from the environment; all faults are told together, and secrets stand apart. */
import { availableParallelism } from "node:os";
import type { MessageTemplateCode } from "@gradphoto/domain";
import type { DatabaseSource } from "../infra/db/database.ts";
import type { IdentityProviderSettings } from "../infra/identity-provider/settings.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { ChosenPayProviders } from "../infra/pay/pay-providers.ts";
import type { SealKey } from "../infra/sealing/seal.ts";
import type { Sms, SmsDeps } from "../infra/sms/sms.ts";
import type { WechatApp } from "../infra/wechat/wechat.ts";
import { type ChosenAdapters, readAdapters } from "./adapters.ts";
import { developmentChoices, developmentDefaults, developmentFaults, usualSandbox } from "./development.ts";
import { type Environment, environment, type ParsedEnvironment } from "./environment.ts";
import { productionFaults } from "./production.ts";
import { fillFromFiles } from "./secret-files.ts";
import { wrongSettings } from "./wrong-settings.ts";

export interface ServiceConfig {
  /** Everywhere but in production: the page that tries a photo is served, and `npm start` brings schools and staff. */
  readonly demo: boolean;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** null: no metrics are served. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly logLevel: ParsedEnvironment["GRADPHOTO_LOG_LEVEL"];
  /** Where traces go; null: there are none. */
  readonly collectorUrl: string | null;
  /** From being told to end, and saying so, until no new request is taken. */
  readonly drainMs: number;
  /** Connections to the database that one process opens at most. */
  readonly databasePool: number;
  /** Reverse proxies in front of the service. */
  readonly proxies: number;
  /** Of one network address, behind which a whole campus may stand, at one process. */
  readonly addressRequestsPerMinute: number;
  readonly heic: boolean;
  /** The least that production asks of the processes that decode strangers' photos. */
  readonly decoderIsolation: ParsedEnvironment["GRADPHOTO_DECODER_ISOLATION"];
  readonly wechatUrl: string;
  readonly wechatPagesUrl: string;
  readonly issuerUrl: string;
  /** Where pictures are on this machine's disk; null: they are elsewhere. */
  readonly objectsFolder: string | null;
  /** Photos a worker makes at a time. */
  readonly engineWorkers: number;
  /** Under which the outside reaches this service; without a slash at its end. */
  readonly publicUrl: string;
  /** Codes by SMS that the service sends to everybody together. */
  readonly smsBudgets: { readonly perHour: number; readonly perDay: number };
  readonly registryUrl: string;
  /** WeChat's ids of our subscribe messages. */
  readonly templateIds: Readonly<Record<MessageTemplateCode, string>>;
  /** Who answers for the personal data, as terms and privacy statement name them. */
  readonly operator: { readonly name: { readonly zh: string; readonly en: string }; readonly contact: string };
  /** Under which the authority keeps that faces of 100,000 persons are stored here; null: it was not told. */
  readonly faceFiling: string | null;
}

export interface ServiceSecrets {
  /** null: none is named, which `databaseOf` refuses. */
  readonly databaseUrl: string | null;
  /** Of who alters the tables; null: the same. */
  readonly migrateDatabaseUrl: string | null;
  /** Of the database itself where `databaseUrl` is a pooler in front of it; null: there is none. */
  readonly listenDatabaseUrl: string | null;
  /** The newest first. */
  readonly sealKeys: readonly SealKey[];
  readonly searchKey: Uint8Array;
  readonly miniProgram: WechatApp;
  readonly officialAccount: WechatApp;
  /** Those below hold secrets inside. */
  readonly openSms: (deps: SmsDeps) => Sms;
  readonly objects: ObjectStore;
  readonly payProviders: ChosenPayProviders;
  readonly identityProviders: readonly IdentityProviderSettings[];
  readonly issuerKey: string;
  readonly issuerLastFourKey: string;
  /** The newest first; without any, pictures are stored as they are. */
  readonly objectKeys: readonly SealKey[];
  /** Of the audit log, the newest first. */
  readonly auditKeys: readonly SealKey[];
  /** Signs the addresses of pictures. */
  readonly linkKey: Uint8Array;
  readonly registryKey: string;
}

/** For the programs that stand on a database. Throws an Error that says what to do where none is named. */
export function databaseOf({
  databaseUrl,
  listenDatabaseUrl,
}: Pick<ServiceSecrets, "databaseUrl" | "listenDatabaseUrl">): DatabaseSource {
  if (databaseUrl !== null) return { url: databaseUrl, isPooled: listenDatabaseUrl !== null };
  throw new Error(
    "还没有数据库：请用 npm start 启动整个服务（自带数据库），或把 DATABASE_URL 设为 PostgreSQL 15 或更新版本的地址 / No database is named: npm start starts the whole service with a database of its own; to run this part by itself, set DATABASE_URL to the address of a PostgreSQL 15 or newer",
  );
}

/** Throws an Error that names every setting that is wrong, without its value. */
export function readServiceConfig(env: Environment): {
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
} {
  const input = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { env: filled, faults: fileFaults } = fillFromFiles(input);
  const production = filled.NODE_ENV === "production";
  const defaults = developmentDefaults(filled.GRADPHOTO_SANDBOX_URL ?? usualSandbox);
  const all: Environment = production ? filled : { ...defaults, ...developmentChoices, ...filled };
  const parsed = environment.safeParse(all);
  const { chosen, issues } = readAdapters(all);
  const faults = [
    ...fileFaults,
    ...[...(parsed.error?.issues ?? []), ...issues].map(({ path, message }) => {
      const name = path.join(".");
      return filled[name] === undefined && production ? `${name} must be set in production` : `${name} ${message}`;
    }),
    ...(production ? productionFaults(filled) : developmentFaults(filled)),
  ];
  if (!parsed.success || !chosen || faults.length > 0) {
    throw wrongSettings(faults);
  }
  return split(parsed.data, chosen, !production);
}

function split(env: ParsedEnvironment, chosen: ChosenAdapters, demo: boolean) {
  const config: ServiceConfig = {
    demo,
    host: env.GRADPHOTO_HOST,
    port: env.PORT,
    metrics:
      env.GRADPHOTO_METRICS_PORT === undefined
        ? null
        : { host: env.GRADPHOTO_METRICS_HOST, port: env.GRADPHOTO_METRICS_PORT },
    logLevel: env.GRADPHOTO_LOG_LEVEL,
    collectorUrl: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    drainMs: env.GRADPHOTO_DRAIN_S * 1000,
    databasePool: env.GRADPHOTO_DATABASE_POOL,
    proxies: env.GRADPHOTO_PROXIES,
    addressRequestsPerMinute: env.GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE,
    heic: env.GRADPHOTO_HEIC === "on",
    decoderIsolation: env.GRADPHOTO_DECODER_ISOLATION,
    wechatUrl: env.GRADPHOTO_WECHAT_URL,
    wechatPagesUrl: env.GRADPHOTO_WECHAT_PAGES_URL.replace(/\/+$/, ""),
    issuerUrl: env.GRADPHOTO_ISSUER_URL.replace(/\/+$/, ""),
    objectsFolder: chosen.store.folder,
    engineWorkers: env.GRADPHOTO_WORKERS ?? Math.max(1, Math.min(4, availableParallelism())),
    publicUrl: env.GRADPHOTO_PUBLIC_URL.replace(/\/+$/, ""),
    smsBudgets: { perHour: env.GRADPHOTO_SMS_PER_HOUR, perDay: env.GRADPHOTO_SMS_PER_DAY },
    templateIds: env.GRADPHOTO_WECHAT_TEMPLATES,
    registryUrl: env.GRADPHOTO_REGISTRY_URL.replace(/\/+$/, ""),
    operator: {
      name: { zh: env.GRADPHOTO_OPERATOR_ZH, en: env.GRADPHOTO_OPERATOR_EN },
      contact: env.GRADPHOTO_PRIVACY_CONTACT,
    },
    faceFiling: env.GRADPHOTO_FACE_FILING ?? null,
  };
  const secrets: ServiceSecrets = {
    databaseUrl: env.DATABASE_URL ?? null,
    migrateDatabaseUrl: env.GRADPHOTO_MIGRATE_DATABASE_URL ?? null,
    listenDatabaseUrl: env.GRADPHOTO_LISTEN_DATABASE_URL ?? null,
    sealKeys: env.GRADPHOTO_SEAL_KEYS,
    searchKey: env.GRADPHOTO_SEARCH_KEY,
    miniProgram: env.GRADPHOTO_WECHAT_MINI_PROGRAM,
    officialAccount: env.GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT,
    openSms: chosen.openSms,
    objects: chosen.store.objects,
    payProviders: chosen.payProviders,
    identityProviders: env.GRADPHOTO_IDENTITY_PROVIDERS,
    issuerKey: env.GRADPHOTO_ISSUER_KEY,
    issuerLastFourKey: env.GRADPHOTO_ISSUER_LAST_FOUR_KEY,
    objectKeys: env.GRADPHOTO_OBJECT_KEYS ?? [],
    auditKeys: env.GRADPHOTO_AUDIT_KEYS,
    linkKey: env.GRADPHOTO_LINK_KEY,
    registryKey: env.GRADPHOTO_REGISTRY_KEY,
  };
  return { config, secrets };
}
