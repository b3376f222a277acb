/** The addresses of the database, for migrations: no other secret is asked for, so that none has to be given. */
import type { DatabaseSource } from "../infra/db/database.ts";
import { type Environment, environment } from "./environment.ts";
import { databaseFaults, tlsFaults } from "./production.ts";
import { fillFromFiles } from "./secret-files.ts";
import { wrongSettings } from "./wrong-settings.ts";

const settings = environment.pick({
  DATABASE_URL: true,
  GRADPHOTO_MIGRATE_DATABASE_URL: true,
  GRADPHOTO_LISTEN_DATABASE_URL: true,
});
const owners = "GRADPHOTO_MIGRATE_DATABASE_URL";

export interface Databases {
  /** Who alters the tables; null: as the service. */
  readonly owner: DatabaseSource | null;
  /** Who reads and writes them; null: none is named. */
  readonly databaseUrl: string | null;
  readonly listenDatabaseUrl: string | null;
}

/** Throws an Error that names every setting that is wrong, without its value. */
export function readDatabases(env: Environment): Databases {
  const isOwnerNamed = [env[owners], env[`${owners}_FILE`]].some((value) => value);
  // Beside a pooler migrations go to the database itself, which the owner's address names already.
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
