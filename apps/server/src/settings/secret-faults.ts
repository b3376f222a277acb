/** What is wrong with the secrets of production: known to everybody, easily guessed, or good for two uses. */
import type { Environment } from "./environment.ts";

const holdsSecrets = (name: string): boolean =>
  /_KEYS?$|_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$/.test(name) && !/_PUBLIC_KEY$/.test(name);

const leastCharacters = 16;
const leastDistinct = 6;
/** Of 32 random bytes fewer than 16 differ once in 10^20 times. */
const leastDistinctBytes = 16;

/** "id:secret" and lists with commas; a private key in PEM is one secret. */
const secretsIn = (value: string): readonly string[] =>
  value.includes("-----BEGIN")
    ? [value.replaceAll("\\n", "\n").trim()]
    : value.split(",").map((one) => one.slice(one.indexOf(":") + 1));

const secretsOf = (env: Environment): readonly (readonly [name: string, secret: string])[] =>
  Object.entries(env)
    .filter(([name]) => holdsSecrets(name))
    .flatMap(([name, value]) => secretsIn(value ?? "").map((secret) => [name, secret] as const));

/** `known`: settings whose secrets everybody may read in our code. Names settings, never a value. */
export function secretFaults(env: Environment, known: Environment): readonly string[] {
  const published = new Set(secretsOf(known).map(([, secret]) => secret));
  const first = new Map<string, string>();
  return secretsOf(env).flatMap(([name, secret]) => {
    const before = first.get(secret);
    first.set(secret, before ?? name);
    if (published.has(secret)) return [`${name} must not be the one of development`];
    if (isGuessable(secret)) return [`${name} must be random, of ${leastCharacters} characters or more`];
    if (before !== undefined) return [`${name} must not be the same secret as in ${before}`];
    return [];
  });
}

function isGuessable(secret: string): boolean {
  if (secret.length < leastCharacters || new Set(secret).size < leastDistinct) return true;
  const isKeyOf32Bytes = /^[A-Za-z0-9+/]{43}=$/.test(secret);
  return isKeyOf32Bytes && new Set(Buffer.from(secret, "base64")).size < leastDistinctBytes;
}
