/** Environment variables and their formats. */
import { allPayProviders, keysOf, messageTemplateCodes } from "@gradphoto/domain";
import { z } from "zod";
import { type Adapter, text, httpUrl as url } from "../infra/adapter.ts";
import { identityProviderList } from "../infra/identity-provider/settings.ts";
import { objectStores, storeFor } from "../infra/object-store/object-stores.ts";
import { payProviderAdapters } from "../infra/pay/pay-providers.ts";
import type { SealKey } from "../infra/sealing/seal.ts";
import { smsGateways } from "../infra/sms/http-sms.ts";
import { keyLetters, secretKey } from "../infra/sms/sms.ts";
import type { WechatApp } from "../infra/wechat/wechat.ts";

const app = z
  .string()
  .regex(/^[^:\s]+:\S+$/, "must be appid:secret")
  .transform((pair): WechatApp => {
    const [appid = "", ...secret] = pair.split(":");
    return { appid, secret: secret.join(":") };
  });
const base64Key = secretKey.transform((encoded): Uint8Array => Buffer.from(encoded, "base64"));
const ringKey = `[a-z0-9-]{1,32}:${keyLetters}`;
const sealKeys = z
  .string()
  .regex(new RegExp(`^${ringKey}(,${ringKey})*$`), {
    error:
      "must be id:32 bytes in base64, as gradphoto keys makes them, several with commas, the newest first",
  })
  .transform((list) => list.split(",").map(readSealKey))
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    "must not name a key twice",
  );

function readSealKey(pair: string): SealKey {
  const [id = "", encoded = ""] = pair.split(":");
  return { id, key: Buffer.from(encoded, "base64") };
}

const templateIds = z
  .string()
  .transform((list) => Object.fromEntries(list.split(",").map((pair) => pair.split(":", 2))))
  .pipe(
    z.record(z.enum(messageTemplateCodes), z.string().regex(/^[A-Za-z0-9_-]{1,100}$/), {
      error: `must be template:id for each of ${messageTemplateCodes.join(", ")}, with commas`,
    }),
  );

const integer = (min: number, max: number) =>
  z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(min)
    .max(max, `must be at most ${max}`);

const payProviderList = z.string().transform((list, context) => {
  const named = list.split(",");
  const providers = allPayProviders.filter((id) => named.includes(id));
  if (providers.length === new Set(named).size) return providers;
  context.addIssue(`must be one or more of ${allPayProviders.join(", ")}, with commas`);
  return z.NEVER;
});

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql address" });
/** Isolation levels, strongest first. */
const isolationLevels = ["bubblewrap", "namespaces", "privileges", "process"] as const;
const logLevels = ["debug", "info", "warn", "error"] as const;

export const environment = z.object({
  GRADPHOTO_HOST: z.string().default("127.0.0.1"),
  PORT: integer(0, 65535).default(3000),
  GRADPHOTO_METRICS_PORT: integer(0, 65535).optional(),
  GRADPHOTO_METRICS_HOST: z.string().default("127.0.0.1"),
  GRADPHOTO_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
  /** URL of an OTLP/HTTP collector, under OpenTelemetry's standard variable name. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  GRADPHOTO_PROXIES: integer(0, 10).default(0),
  GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE: integer(600, 10_000_000).default(60_000),
  GRADPHOTO_HEIC: z.enum(["on", "off"], "must be on or off").default("on"),
  GRADPHOTO_DECODER_ISOLATION: z
    .enum(isolationLevels, `must be one of ${isolationLevels.join(", ")}`)
    .default("bubblewrap"),
  GRADPHOTO_DRAIN_S: integer(0, 60).default(0),
  DATABASE_URL: postgresUrl.optional(),
  /** Database role that owns the tables and migrates them. The service itself never alters tables. */
  GRADPHOTO_MIGRATE_DATABASE_URL: postgresUrl.optional(),
  /** Direct connection to the database when DATABASE_URL is a pooler, which does not forward notifications. */
  GRADPHOTO_LISTEN_DATABASE_URL: postgresUrl.optional(),
  GRADPHOTO_DATABASE_POOL: integer(2, 200).default(10),
  /** Folder for photos, unless GRADPHOTO_OBJECTS is set. */
  GRADPHOTO_DATA_FOLDER: z.string().default("data"),
  /** Folder of the operator's own photo specs. */
  GRADPHOTO_SPECS: z.string().optional(),
  /** Replaces every URL below that is not set; only in development. */
  GRADPHOTO_SANDBOX_URL: url.optional(),
  GRADPHOTO_WECHAT_URL: url,
  /** WeChat page that asks the reader for consent to reveal their identity to a page. */
  GRADPHOTO_WECHAT_PAGES_URL: url,
  GRADPHOTO_ISSUER_URL: url,
  GRADPHOTO_REGISTRY_URL: url,
  GRADPHOTO_SEAL_KEYS: sealKeys,
  GRADPHOTO_SEARCH_KEY: base64Key,
  GRADPHOTO_WECHAT_MINI_PROGRAM: app,
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: app,
  GRADPHOTO_WECHAT_TEMPLATES: templateIds,
  /** Providers that staff may sign in with, in addition to passwords. */
  GRADPHOTO_IDENTITY_PROVIDERS: identityProviderList.default([]),
  GRADPHOTO_ISSUER_KEY: secretKey,
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: secretKey,
  /** A folder, or the URL of a bucket: https://s3.example.org/photos */
  GRADPHOTO_OBJECTS: z
    .string()
    .refine(
      (place) => storeFor(place) !== undefined,
      "must be a folder, or the http or https address of a bucket",
    )
    .optional(),
  /** Keys that encrypt pictures at rest. Without them, pictures are stored unencrypted. */
  GRADPHOTO_OBJECT_KEYS: sealKeys.optional(),
  GRADPHOTO_AUDIT_KEYS: sealKeys,
  GRADPHOTO_LINK_KEY: base64Key,
  GRADPHOTO_WORKERS: integer(1, 64).optional(),
  GRADPHOTO_PUBLIC_URL: url,
  GRADPHOTO_REGISTRY_KEY: secretKey,
  GRADPHOTO_SMS: z
    .enum(keysOf(smsGateways), `must be one of ${keysOf(smsGateways).join(", ")}`)
    .default("http"),
  GRADPHOTO_PAY_PROVIDERS: payProviderList.default(["wechat-pay"]),
  GRADPHOTO_OPERATOR_ZH: text,
  GRADPHOTO_OPERATOR_EN: text,
  /** An email address, a telephone number or a postal address. */
  GRADPHOTO_PRIVACY_CONTACT: text,
  /** Filing number for facial recognition at the cyberspace administration, once it exists. */
});

/** Adapters with settings of their own, which are required only when the adapter is chosen. */
export const adapters: readonly Adapter<never, unknown>[] = [
  ...Object.values(smsGateways),
  ...objectStores,
  ...Object.values(payProviderAdapters),
];

/** All settings, in the order of the guide. */
export const allSettings: readonly string[] = [
  ...new Set([...Object.keys(environment.shape), ...adapters.flatMap(({ settings }) => settings)]),
];

export type ParsedEnvironment = z.output<typeof environment>;

export type Environment = Readonly<Record<string, string | undefined>>;
