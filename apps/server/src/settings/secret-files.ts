/**
 * Secrets in files: `<NAME>_FILE` names a file in place of the value, as with systemd credentials and mounted secrets.
 */
import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { allSettings, type Environment } from "./environment.ts";

/**
 * Keys that `gradphoto keys` generates, in the order of the guide. A key ring starts with a key of the id in `ring`.
 */
export const generatedKeys = {
  GRADPHOTO_SEAL_KEYS: { ring: "k1" },
  GRADPHOTO_SEARCH_KEY: { ring: null },
  GRADPHOTO_ISSUER_KEY: { ring: null },
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: { ring: null },
  GRADPHOTO_OBJECT_KEYS: { ring: "o1" },
  GRADPHOTO_AUDIT_KEYS: { ring: "a1" },
  GRADPHOTO_LINK_KEY: { ring: null },
  GRADPHOTO_REGISTRY_KEY: { ring: null },
  GRADPHOTO_SMS_KEY: { ring: null },
} as const satisfies Readonly<Record<string, { readonly ring: string | null }>>;

/** Returns the file name of a secret, as in `gradphoto.env.example`. */
export const fileOf = (setting: string): string =>
  setting.replace("GRADPHOTO_", "").toLowerCase().replaceAll("_", "-");

/**
 * Returns true for settings that may be in a file: secrets, and keys with line breaks, which an environment file cannot
 * contain.
 */
const mayBeInFile = (name: string): boolean =>
  /_KEYS?$|_IDENTITY_PROVIDERS$|^DATABASE_URL$|_DATABASE_URL$|_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$/.test(
    name,
  );

export const fileSettings: readonly string[] = allSettings.filter(mayBeInFile);

export interface FilledSecrets {
  /** Environment with the contents of the files, without the `_FILE` variables. */
  readonly env: Environment;
  /** Faults by setting and file, never with their contents. */
  readonly faults: readonly string[];
}

/**
 * Fills in the secrets. `env` contains the variables of the process. Removes one newline at the end of a file, which
 * editors add.
 */
export function fillFromFiles(env: Environment): FilledSecrets {
  const filled: Record<string, string | undefined> = { ...env };
  const faults: string[] = [];
  for (const name of fileSettings) {
    const file = env[`${name}_FILE`];
    if (file === undefined) continue;
    delete filled[`${name}_FILE`];
    if (env[name] !== undefined) {
      faults.push(`${name} and ${name}_FILE are both given: leave one out`);
      continue;
    }
    const text = readSecret(file, env.CREDENTIALS_DIRECTORY);
    if (text) filled[name] = text;
    else faults.push(`${name}_FILE must name a file that can be read and is not empty`);
  }
  return { env: filled, faults };
}

/**
 * Returns the possible paths of a file. A bare file name is a systemd credential, in the folder that systemd provides
 * in a variable.
 */
function placesOf(file: string, credentials: string | undefined): readonly string[] {
  if (isAbsolute(file) || credentials === undefined) return [file];
  return [join(credentials, file), join(credentials, `gradphoto_${file}`)];
}

function readSecret(file: string, credentials: string | undefined): string | null {
  for (const place of placesOf(file, credentials)) {
    try {
      return readFileSync(place, "utf8").replace(/\r?\n$/, "");
    } catch {
      // The next path is tried.
    }
  }
  return null;
}
