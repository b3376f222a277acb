/** Secrets in files: `<NAME>_FILE` names one in place of a setting, as systemd's credentials and mounted secrets give them. */
import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { allSettings, type Environment } from "./environment.ts";

/** Whatever nobody may see, and keys whose lines an environment file cannot hold. */
const mayBeInFile = (name: string): boolean =>
  /_KEYS?$|_IDENTITY_PROVIDERS$|^DATABASE_URL$|_DATABASE_URL$|_MINI_PROGRAM$|_OFFICIAL_ACCOUNT$/.test(name);

export const fileSettings: readonly string[] = allSettings.filter(mayBeInFile);

export interface FilledSecrets {
  /** With what stands in the files, and without the names of the files. */
  readonly env: Environment;
  /** Names settings and files, never what is in them. */
  readonly faults: readonly string[];
}

/** `env`: the variables that were given. One newline at a file's end is the editor's. */
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

/** A bare name is one of the credentials of systemd, which puts the name of their folder before it. */
function placesOf(file: string, credentials: string | undefined): readonly string[] {
  if (isAbsolute(file) || credentials === undefined) return [file];
  return [join(credentials, file), join(credentials, `gradphoto_${file}`)];
}

function readSecret(file: string, credentials: string | undefined): string | null {
  for (const place of placesOf(file, credentials)) {
    try {
      return readFileSync(place, "utf8").replace(/\r?\n$/, "");
    } catch {
      // The next place.
    }
  }
  return null;
}
