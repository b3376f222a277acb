/** Faults of production secrets: well known, too short, or reused for two purposes. */
import { allSettings, type Environment } from "./environment.ts";
import { generatedKeys } from "./secret-files.ts";

/** Error for invalid settings. A start cannot succeed until they are changed. */
class WrongSettings extends Error {
  override readonly name = "WrongSettings";
}

/** Combines all faults of the settings into one error, without values. */
export const wrongSettings = (faults: readonly string[]): WrongSettings =>
  new WrongSettings(
    `设置有误，请改正后再启动 / These settings are wrong; correct them and start again:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );

/** Exit code EX_CONFIG of sysexits.h. The units in deploy/systemd do not restart a program that exits with it. */
const wrongSettingsCode = 78;

export const exitCodeOf = (error: unknown): number =>
  error instanceof WrongSettings ? wrongSettingsCode : 1;

/** Only settings of the service; other environment variables are ignored. */
const secretSettings = allSettings.filter(
  (name) => /_KEYS?$|_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$/.test(name) && !/_PUBLIC_KEY$/.test(name),
);

/** Minimum length of secrets issued by others; own secrets have a fixed format. */
const minCharacters = 16;

const isList = (name: string): boolean => name.endsWith("_KEYS");
const isPair = (name: string): boolean => /_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$|_S3_KEY$/.test(name);

/**
 * Returns the secrets in a value: a comma-separated list of "id:secret", one such pair, or a plain secret with any
 * characters.
 */
function secretsIn(name: string, value: string): readonly string[] {
  if (!isList(name) && !isPair(name)) return [value.replaceAll("\\n", "\n").trim()];
  return (isList(name) ? value.split(",") : [value]).map((one) =>
    one.slice(one.indexOf(":") + 1).trim(),
  );
}

const secretsOf = (env: Environment): readonly (readonly [name: string, secret: string])[] =>
  secretSettings.flatMap((name) => {
    const value = env[name];
    return value === undefined
      ? []
      : secretsIn(name, value).map((secret) => [name, secret] as const);
  });

/**
 * Lists faults by setting, never with a value. `developmentSettings` are settings whose secrets are published in the
 * source code.
 */
export function secretFaults(
  env: Environment,
  developmentSettings: Environment,
): readonly string[] {
  const published = new Set(secretsOf(developmentSettings).map(([, secret]) => secret));
  const first = new Map<string, string>();
  return secretsOf(env).flatMap(([name, secret]) => {
    const previous = first.get(secret);
    first.set(secret, previous ?? name);
    const isOwn = name in generatedKeys;
    if (published.has(secret) || (isOwn && isOneByte(secret)))
      return [`${name} must not be the one of development`];
    if (!isOwn && secret.length < minCharacters)
      return [`${name} must have ${minCharacters} characters or more`];
    if (previous !== undefined) return [`${name} must not be the same secret as in ${previous}`];
    return [];
  });
}

/** Returns true for a secret that repeats one byte, as development's keys do. */
const isOneByte = (secret: string): boolean => new Set(Buffer.from(secret, "base64")).size === 1;
