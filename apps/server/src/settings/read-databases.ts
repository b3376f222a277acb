/** Database URLs for migrations, which require no other secret. */
import type { DatabaseSource } from "../infra/db/database.ts";
import { type Environment, environment } from "./environment.ts";
import { databaseFaults, tlsFaults } from "./production.ts";
import { wrongSettings } from "./secret-faults.ts";
import { fillFromFiles } from "./secret-files.ts";

const settings = environment.pick({
  DATABASE_URL: true,
  GRADPHOTO_MIGRATE_DATABASE_URL: true,
  GRADPHOTO_LISTEN_DATABASE_URL: true,
});
const owners = "GRADPHOTO_MIGRATE_DATABASE_URL";

export interface Databases {
  /** Role that migrates the tables; null means the role of the service. */
  readonly owner: DatabaseSource | null;
  /** Role that reads and writes the tables; null when it is not set. */
  readonly databaseUrl: string | null;
  readonly listenDatabaseUrl: string | null;
}

/** Throws an Error that names every invalid setting, without its value. */
export function readDatabases(env: Environment): Databases {
  const isOwnerNamed = [env[owners], env[`${owners}_FILE`]].some((value) => value);
  // When a pooler is used, migrations connect to the database directly. The owner's URL is direct already.
  const names = Object.keys(settings.shape).filter((name) => !(isOwnerNamed && name.includes("LISTEN")));
  const input = names.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, env[name] || undefined]);
  const { env: filled, faults: fileFaults } = fillFromFiles({
    ...Object.fromEntries(input),
    CREDENTIALS_DIRECTORY: env.CREDENTIALS_DIRECTORY,
  });
  const parsed = settings.safeParse(filled);
  const faults = [
    ...fileFaults,
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
    ...(env.NODE_ENV === "production"
      ? [...tlsFaults(env), ...names.flatMap((name) => databaseFaults(name, filled))]
      : []),
  ];
  if (!parsed.success || faults.length > 0) throw wrongSettings(faults);
  const { DATABASE_URL, GRADPHOTO_MIGRATE_DATABASE_URL, GRADPHOTO_LISTEN_DATABASE_URL } = parsed.data;
  const owner = GRADPHOTO_MIGRATE_DATABASE_URL ?? GRADPHOTO_LISTEN_DATABASE_URL;
  return {
    owner: owner === undefined ? null : { url: owner },
    databaseUrl: DATABASE_URL ?? null,
    listenDatabaseUrl: GRADPHOTO_LISTEN_DATABASE_URL ?? null,
  };
}
