/** What is wrong with the secrets of production: known to everybody, easily guessed, or good for two uses. */
import { allSettings, type Environment } from "./environment.ts";

/** Of our settings: what else is in the environment is no business of ours. */
const secretSettings = allSettings.filter(
  (name) => /_KEYS?$|_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$/.test(name) && !/_PUBLIC_KEY$/.test(name),
);

const leastCharacters = 16;
const leastDistinct = 6;
/** Of 32 random bytes fewer than 16 differ once in 10^20 times. */
const leastDistinctBytes = 16;
/** From one character to the next. Of 16 random digits fewer than 5 steps differ less than once in 10^5 times. */
const leastSteps = 5;

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
    const before = first.get(secret);
    first.set(secret, before ?? name);
    if (published.has(secret)) return [`${name} must not be the one of development`];
    if (isGuessable(secret)) return [`${name} must be random, of ${leastCharacters} characters or more`];
    if (before !== undefined) return [`${name} must not be the same secret as in ${before}`];
    return [];
  });
}

function isGuessable(secret: string): boolean {
  if (secret.length < leastCharacters || hasPattern(secret, leastDistinct)) return true;
  const isKeyOf32Bytes = /^[A-Za-z0-9+/]{43}=$/.test(secret);
  return isKeyOf32Bytes && hasPattern(Buffer.from(secret, "base64").toString("latin1"), leastDistinctBytes);
}

/** Few different characters, one piece again and again, or a run as 0123 and abcd are. */
function hasPattern(text: string, least: number): boolean {
  const steps = Array.from(text.slice(1), (letter, before) => letter.charCodeAt(0) - text.charCodeAt(before));
  return new Set(text).size < least || /^(.+?)\1+$/s.test(text) || new Set(steps).size < leastSteps;
}
