/** The service's settings, parsed once from the environment; all faults are told together, and secrets stand apart. */
import { join } from "node:path";
import { type MessageTemplateCode, messageTemplateCodes } from "@gradphoto/contract";
import { z } from "zod";
import type { DatabaseSource } from "./infra/db/database.ts";
import type { SealKey } from "./infra/sealing/seal.ts";
import type { WechatApp } from "./infra/wechat/wechat.ts";

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
  readonly registryUrl: string;
  /** WeChat's ids of our subscribe messages. */
  readonly templateIds: Readonly<Record<MessageTemplateCode, string>>;
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
  readonly registryKey: string;
  /** Of the demo's staff; null in production. */
  readonly demoStaff: { readonly password: string; readonly totp: string } | null;
}

const sandbox = "http://127.0.0.1:3900";
const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

/** Good for development with the sandbox; production has to name every one of these itself, and otherwise. */
const developmentDefaults = {
  GRADPHOTO_WECHAT_URL: sandbox,
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
  GRADPHOTO_REGISTRY_KEY: "sandbox-registry-key",
  GRADPHOTO_HOTLINE: "000-0000-0000",
  GRADPHOTO_SERVICE_HOURS_ZH: "测试环境，无人接听",
  GRADPHOTO_SERVICE_HOURS_EN: "Test system, nobody answers",
} as const;

/** Of the demo's staff; production has none and names none. */
const demoStaffDefaults = {
  GRADPHOTO_DEMO_STAFF_PASSWORD: "development-password",
  GRADPHOTO_DEMO_STAFF_TOTP: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
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

const templateIds = z
  .string()
  .transform((list) => Object.fromEntries(list.split(",").map((pair) => pair.split(":", 2))))
  .pipe(
    z.record(z.enum(messageTemplateCodes), z.string().regex(/^[A-Za-z0-9_-]{1,100}$/), {
      error: `must be template:id for each of ${messageTemplateCodes.join(", ")}, with commas`,
    }),
  );

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
  GRADPHOTO_REGISTRY_URL: url,
  GRADPHOTO_SEAL_KEYS: sealKeys,
  GRADPHOTO_SEARCH_KEY: base64Key,
  GRADPHOTO_WECHAT_MINI_PROGRAM: app,
  GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: app,
  GRADPHOTO_WECHAT_TEMPLATES: templateIds,
  GRADPHOTO_SMS_KEY: text,
  GRADPHOTO_ISSUER_KEY: text,
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: text,
  GRADPHOTO_REGISTRY_KEY: text,
  GRADPHOTO_DEMO_STAFF_PASSWORD: text.optional(),
  GRADPHOTO_DEMO_STAFF_TOTP: z
    .string()
    .regex(/^[A-Z2-7]{32,}$/, "must be 20 bytes or more in base32")
    .optional(),
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
  const parsed = environment.safeParse(production ? given : { ...developmentDefaults, ...demoStaffDefaults, ...given });
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
    .filter(([name, value]) => given[name] === value)
    .map(([name]) => `${name} must not be the one of development`);
  const addresses = ["GRADPHOTO_WECHAT_URL", "GRADPHOTO_SMS_URL", "GRADPHOTO_ISSUER_URL", "GRADPHOTO_REGISTRY_URL"]
    .filter((name) => given[name] !== undefined && !isPublicHttps(given[name]))
    .map((name) => `${name} must be https, and of no sandbox, in production`);
  const sandboxSecrets = [
    "GRADPHOTO_WECHAT_MINI_PROGRAM",
    "GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT",
    "GRADPHOTO_SMS_KEY",
    "GRADPHOTO_ISSUER_KEY",
    "GRADPHOTO_ISSUER_LAST_FOUR_KEY",
    "GRADPHOTO_REGISTRY_KEY",
  ]
    .filter((name) => given[name]?.includes("sandbox"))
    .map((name) => `${name} must not be a secret of the sandbox`);
  const demoStaff = Object.keys(demoStaffDefaults)
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} must not be set in production`);
  return [...defaults, ...addresses, ...sandboxSecrets, ...demoStaff];
}

function isPublicHttps(address: string): boolean {
  if (!URL.canParse(address)) return true; // Told already.
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && !/^(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$|sandbox/.test(hostname);
}

function split(env: z.output<typeof environment>, demo: boolean) {
  const { GRADPHOTO_DEMO_STAFF_PASSWORD: password, GRADPHOTO_DEMO_STAFF_TOTP: totp } = env;
  const config: ServiceConfig = {
    demo,
    host: env.GRADPHOTO_HOST,
    port: env.PORT,
    proxies: env.GRADPHOTO_PROXIES,
    heic: env.GRADPHOTO_HEIC === "on",
    wechatUrl: env.GRADPHOTO_WECHAT_URL,
    smsUrl: env.GRADPHOTO_SMS_URL,
    issuerUrl: env.GRADPHOTO_ISSUER_URL.replace(/\/+$/, ""),
    templateIds: env.GRADPHOTO_WECHAT_TEMPLATES,
    registryUrl: env.GRADPHOTO_REGISTRY_URL.replace(/\/+$/, ""),
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
    registryKey: env.GRADPHOTO_REGISTRY_KEY,
    demoStaff: password === undefined || totp === undefined ? null : { password, totp },
  };
  return { config, secrets };
}
