/** Settings that production refuses to start with. */
import { lineTo } from "../infra/db/database.ts";
import { identityProviderList } from "../infra/identity-provider/settings.ts";
import { isLoopback, isOfThisMachine, isPublicHost } from "./addresses.ts";
import { defaultSandboxUrl, developmentDefaults } from "./development.ts";
import type { Environment } from "./environment.ts";
import { secretFaults } from "./secret-faults.ts";

/**
 * Lists values that are allowed only in development: defaults, known secrets, unencrypted connections and addresses
 * that are unreachable from outside.
 */
export function productionFaults(env: Environment): readonly string[] {
  const developmentSettings = developmentDefaults(defaultSandboxUrl);
  const faults = [
    ...missingDatabase(env),
    ...tlsFaults(env),
    ...databaseFaults("DATABASE_URL", env),
    ...databaseFaults("GRADPHOTO_MIGRATE_DATABASE_URL", env),
    ...databaseFaults("GRADPHOTO_LISTEN_DATABASE_URL", env),
    ...objectStoreFaults(env),
    ...identityProviderFaults(env),
    ...collectorFaults(env),
    ...(env.GRADPHOTO_SANDBOX_URL === undefined
      ? []
      : ["GRADPHOTO_SANDBOX_URL has no place in production"]),
    ...developmentValueFaults(env, developmentSettings),
    ...secretFaults(env, developmentSettings),
  ];
  return [...new Set(faults)];
}

export const missingDatabase = ({ DATABASE_URL: url }: Environment): readonly string[] =>
  url === undefined ? ["DATABASE_URL must be set in production"] : [];

/** Lists a setting with which Node accepts any certificate, from the database and from every other server. */
export const tlsFaults = ({
  NODE_TLS_REJECT_UNAUTHORIZED: checked,
}: Environment): readonly string[] =>
  checked === "0"
    ? [
        "NODE_TLS_REJECT_UNAUTHORIZED must not be 0 in production: name a CA of your own in NODE_EXTRA_CA_CERTS",
      ]
    : [];

/** Checks the address of a database. The password and all personal data pass over this connection. */
export function databaseFaults(name: string, { [name]: address }: Environment): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return []; // Reported elsewhere.
  try {
    const { host, isChecked } = lineTo({ url: address });
    if (isChecked || isOfThisMachine(host)) return [];
  } catch {
    return [`${name} must be an address that the driver reads, with certificates that are there`];
  }
  return [`${name} must end in ?sslmode=verify-full where the database is on another machine`];
}

function objectStoreFaults(env: Environment): readonly string[] {
  const place = env.GRADPHOTO_OBJECTS ?? "";
  const isBucket = /^https?:/.test(place) && URL.canParse(place);
  const { protocol, hostname } = new URL(isBucket ? place : "http://0.0.0.0");
  const isSafe = isBucket && (protocol === "https:" || isLoopback(hostname));
  return [
    ...(isSafe ? [] : ["GRADPHOTO_OBJECTS must be the https address of a bucket in production"]),
    ...(env.GRADPHOTO_OBJECT_KEYS === undefined
      ? ["GRADPHOTO_OBJECT_KEYS must be set in production"]
      : []),
  ];
}

/** Checks the address of the collector. Traces contain no personal data but reveal what the service does, and when. */
function collectorFaults({ OTEL_EXPORTER_OTLP_ENDPOINT: address }: Environment): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return []; // None, or reported elsewhere.
  const { protocol, hostname } = new URL(address);
  if (protocol !== "http:" || isLoopback(hostname)) return [];
  return ["OTEL_EXPORTER_OTLP_ENDPOINT must be https where the collector is on another machine"];
}

/**
 * Checks the addresses of identity providers. They authenticate staff, so their connections must be protected against
 * impersonation.
 */
function identityProviderFaults(env: Environment): readonly string[] {
  const read = identityProviderList.safeParse(env.GRADPHOTO_IDENTITY_PROVIDERS ?? "[]");
  const addresses = (read.data ?? []).map((one) => (one.kind === "oidc" ? one.issuer : one.url)); // Reported elsewhere.
  if (addresses.every(isPublicHttps)) return [];
  return [
    "GRADPHOTO_IDENTITY_PROVIDERS must have https addresses, and none of a sandbox or private network, in production",
  ];
}

function developmentValueFaults(
  env: Environment,
  developmentSettings: Environment,
): readonly string[] {
  return Object.entries(developmentSettings).flatMap(([name, value = ""]) => {
    const chosen = env[name];
    if (chosen === undefined) return [];
    if (chosen.replaceAll("\\n", "\n").trim() === value.trim())
      return [`${name} must not be the one of development`];
    if (!name.endsWith("_URL") || isPublicHttps(chosen)) return [];
    return [`${name} must be https, and of no sandbox or private network, in production`];
  });
}

function isPublicHttps(address: string): boolean {
  if (!URL.canParse(address)) return true; // Reported elsewhere.
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && isPublicHost(hostname);
}
