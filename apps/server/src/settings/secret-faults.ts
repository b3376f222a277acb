/** What is wrong with the secrets of production: known to everybody, too short, or good for two uses. */
import { allSettings, type Environment } from "./environment.ts";
import { generatedKeys } from "./generated-keys.ts";

/** Of our settings: what else is in the environment is no business of ours. */
const secretSettings = allSettings.filter(
  (name) => /_KEYS?$|_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$/.test(name) && !/_PUBLIC_KEY$/.test(name),
);

/** Of secrets that others give; ours have their form. */
const leastCharacters = 16;

const isList = (name: string): boolean => name.endsWith("_KEYS");
const isPair = (name: string): boolean => /_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$|_S3_KEY$/.test(name);

/** Lists with commas of "id:secret", one such pair, or a secret that may hold any letter. */
function secretsIn(name: string, value: string): readonly string[] {
  if (!isList(name) && !isPair(name)) return [value.replaceAll("\\n", "\n").trim()];
  return (isList(name) ? value.split(",") : [value]).map((one) => one.slice(one.indexOf(":") + 1).trim());
}

const secretsOf = (env: Environment): readonly (readonly [name: string, secret: string])[] =>
  secretSettings.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : secretsIn(name, value).map((secret) => [name, secret] as const);
  });

/** `known`: settings whose secrets everybody may read in our code. Names settings, never a value. */
export function secretFaults(env: Environment, known: Environment): readonly string[] {
  const published = new Set(secretsOf(known).map(([, secret]) => secret));
  const first = new Map<string, string>();
  return secretsOf(env).flatMap(([name, secret]) => {
    const previous = first.get(secret);
    first.set(secret, previous ?? name);
    const isOwn = name in generatedKeys;
    if (published.has(secret) || (isOwn && isOneByte(secret))) return [`${name} must not be the one of development`];
    if (!isOwn && secret.length < leastCharacters) return [`${name} must have ${leastCharacters} characters or more`];
    if (previous !== undefined) return [`${name} must not be the same secret as in ${previous}`];
    return [];
  });
}

/** Development's keys repeat one byte. */
const isOneByte = (secret: string): boolean => new Set(Buffer.from(secret, "base64")).size === 1;
