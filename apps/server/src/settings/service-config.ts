/**
 * Settings of the service, parsed once from the environment. All faults are reported together, and secrets are separate
 * from the rest.
 */
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
import {
  defaultSandboxUrl,
  developmentChoices,
  developmentDefaults,
  developmentFaults,
} from "./development.ts";
import { type Environment, environment, type ParsedEnvironment } from "./environment.ts";
import { productionFaults } from "./production.ts";
import { wrongSettings } from "./secret-faults.ts";
import { fillFromFiles } from "./secret-files.ts";

export interface ServiceConfig {
  /** True except in production: serves the page for trying a photo, and `npm start` creates schools and staff. */
  readonly demo: boolean;
  readonly host: string;
  /** Port; 0 picks any free one. */
  readonly port: number;
  /** null disables the metrics endpoint. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly logLevel: ParsedEnvironment["GRADPHOTO_LOG_LEVEL"];
  /** URL that traces are sent to; null disables tracing. */
  readonly collectorUrl: string | null;
  /** Time between the shutdown signal, when the process reports not ready, and the end of accepting requests. */
  readonly drainMs: number;
  /** Maximum number of database connections per process. */
  readonly databasePool: number;
  /** Number of reverse proxies in front of the service. */
  readonly proxies: number;
  /** Limit per network address and process. A whole campus may share one address. */
  readonly addressRequestsPerMinute: number;
  readonly heic: boolean;
  /** Minimum isolation that production requires of the processes that decode uploaded photos. */
  readonly decoderIsolation: ParsedEnvironment["GRADPHOTO_DECODER_ISOLATION"];
  readonly wechatUrl: string;
  readonly wechatPagesUrl: string;
  readonly issuerUrl: string;
  /** Folder of the pictures on this machine; null when they are stored elsewhere. */
  readonly objectsFolder: string | null;
  /** Folder of the operator's own photo specs; null when there is none. */
  readonly specsFolder: string | null;
  /** Number of photos that a worker makes in parallel. */
  readonly engineWorkers: number;
  /** Public base URL of this service, without a trailing slash. */
  readonly publicUrl: string;
  readonly registryUrl: string;
  /** Ids of the service's WeChat subscribe messages. */
  readonly templateIds: Readonly<Record<MessageTemplateCode, string>>;
  /** Controller of the personal data, as named in terms and privacy statement. */
  readonly operator: {
    readonly name: { readonly zh: string; readonly en: string };
    readonly contact: string;
  };
}

export interface ServiceSecrets {
  /** null when it is not set, which `databaseOf` refuses. */
  readonly databaseUrl: string | null;
  /** Role that migrates the tables; null means the same role. */
  readonly migrateDatabaseUrl: string | null;
  /** Direct URL when `databaseUrl` is a pooler; null when there is no pooler. */
  readonly listenDatabaseUrl: string | null;
  /** Keys of sealed columns, newest first. */
  readonly sealKeys: readonly SealKey[];
  readonly searchKey: Uint8Array;
  readonly miniProgram: WechatApp;
  readonly officialAccount: WechatApp;
  /** This field and the next three are functions and objects that contain secrets. */
  readonly openSms: (deps: SmsDeps) => Sms;
  readonly objects: ObjectStore;
  readonly payProviders: ChosenPayProviders;
  readonly identityProviders: readonly IdentityProviderSettings[];
  readonly issuerKey: string;
  readonly issuerLastFourKey: string;
  /** Keys of the object store, newest first. When empty, pictures are stored unencrypted. */
  readonly objectKeys: readonly SealKey[];
  /** Keys of the audit log, newest first. */
  readonly auditKeys: readonly SealKey[];
  /** Key that signs the URLs of pictures. */
  readonly linkKey: Uint8Array;
  readonly registryKey: string;
}

/** Returns the database of programs that need one. Throws an Error with instructions when none is set. */
export function databaseOf({
  databaseUrl,
  listenDatabaseUrl,
}: Pick<ServiceSecrets, "databaseUrl" | "listenDatabaseUrl">): DatabaseSource {
  if (databaseUrl !== null) return { url: databaseUrl, isPooled: listenDatabaseUrl !== null };
  throw new Error(
    "还没有数据库：请用 npm start 启动整个服务（自带数据库），或把 DATABASE_URL 设为 PostgreSQL 15 或更新版本的地址 / No database is named: npm start starts the whole service with a database of its own; to run this part by itself, set DATABASE_URL to the address of a PostgreSQL 15 or newer",
  );
}

/** Reads the settings. Throws an Error that names every invalid one, without its value. */
export function readServiceConfig(env: Environment): {
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
} {
  const filledIn = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { env: filled, faults: fileFaults } = fillFromFiles(filledIn);
  const production = filled.NODE_ENV === "production";
  const defaults = developmentDefaults(filled.GRADPHOTO_SANDBOX_URL ?? defaultSandboxUrl);
  const all: Environment = production ? filled : { ...defaults, ...developmentChoices, ...filled };
  const parsed = environment.safeParse(all);
  const { chosen, issues } = readAdapters(all);
  const faults = [
    ...fileFaults,
    ...[...(parsed.error?.issues ?? []), ...issues].map(({ path, message }) => {
      const name = path.join(".");
      return filled[name] === undefined && production
        ? `${name} must be set in production`
        : `${name} ${message}`;
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
    specsFolder: env.GRADPHOTO_SPECS ?? null,
    engineWorkers: env.GRADPHOTO_WORKERS ?? Math.max(1, Math.min(4, availableParallelism())),
    publicUrl: env.GRADPHOTO_PUBLIC_URL.replace(/\/+$/, ""),
    templateIds: env.GRADPHOTO_WECHAT_TEMPLATES,
    registryUrl: env.GRADPHOTO_REGISTRY_URL.replace(/\/+$/, ""),
    operator: {
      name: { zh: env.GRADPHOTO_OPERATOR_ZH, en: env.GRADPHOTO_OPERATOR_EN },
      contact: env.GRADPHOTO_PRIVACY_CONTACT,
    },
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
