/** `gradphoto migrate`: migrates the database, once per release, before the new processes start. */
import type { DatabaseSource } from "../infra/db/database.ts";
import { prepareFor } from "../infra/db/prepare-database.ts";
import { type Environment, environment } from "../settings/environment.ts";
import { databaseFaults, missingDatabase, tlsFaults } from "../settings/production.ts";
import { exitCodeOf, wrongSettings } from "../settings/secret-faults.ts";
import { fillFromFiles } from "../settings/secret-files.ts";
import { databaseOf } from "../settings/service-config.ts";

const settings = environment.pick({
  DATABASE_URL: true,
  GRADPHOTO_MIGRATE_DATABASE_URL: true,
  GRADPHOTO_LISTEN_DATABASE_URL: true,
});
const owners = "GRADPHOTO_MIGRATE_DATABASE_URL";

/** Database URLs for migrations, which require no other secret. */
interface Databases {
  /** Role that migrates the tables; null means the role of the service. */
  readonly owner: DatabaseSource | null;
  /** Role that reads and writes the tables; null when it is not set. */
  readonly databaseUrl: string | null;
  readonly listenDatabaseUrl: string | null;
}

/** Reads the database URLs. Throws an Error that names every invalid setting, without its value. */
export function readDatabases(env: Environment): Databases {
  const isOwnerNamed = [env[owners], env[`${owners}_FILE`]].some((value) => value);
  // When a pooler is used, migrations connect to the database directly. The owner's URL is direct already.
  const names = Object.keys(settings.shape).filter(
    (name) => !(isOwnerNamed && name.includes("LISTEN")),
  );
  const named = names
    .flatMap((name) => [name, `${name}_FILE`])
    .map((name) => [name, env[name] || undefined]);
  const { env: filled, faults: fileFaults } = fillFromFiles({
    ...Object.fromEntries(named),
    CREDENTIALS_DIRECTORY: env.CREDENTIALS_DIRECTORY,
  });
  const parsed = settings.safeParse(filled);
  const faults = [
    ...fileFaults,
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
    ...(env.NODE_ENV === "production"
      ? [
          ...missingDatabase(filled),
          ...tlsFaults(env),
          ...names.flatMap((name) => databaseFaults(name, filled)),
        ]
      : []),
  ];
  if (!parsed.success || faults.length > 0) throw wrongSettings(faults);
  const { DATABASE_URL, GRADPHOTO_MIGRATE_DATABASE_URL, GRADPHOTO_LISTEN_DATABASE_URL } =
    parsed.data;
  const owner = GRADPHOTO_MIGRATE_DATABASE_URL ?? GRADPHOTO_LISTEN_DATABASE_URL;
  return {
    owner: owner === undefined ? null : { url: owner },
    databaseUrl: DATABASE_URL ?? null,
    listenDatabaseUrl: GRADPHOTO_LISTEN_DATABASE_URL ?? null,
  };
}

/**
 * Runs the command and returns the exit code. Leaves a database that is newer than this program unchanged, so that the
 * older release can start after a rollback.
 */
export async function runMigrate(
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  try {
    const databases = readDatabases(env);
    const warn = (message: string): void => void process.stderr.write(`${message}\n`);
    const service = databaseOf(databases);
    const { applied, unknown } = await prepareFor(
      { owner: databases.owner ?? { url: service.url }, service },
      { warn },
    );
    const newest = unknown.at(-1);
    if (newest !== undefined) {
      warn(
        `数据库比程序新（${newest}），保持不动；程序可以照常运行，升级后再迁移 / The database is newer than this program (${newest}) and stays as it is; the program can run on it`,
      );
      return 0;
    }
    process.stdout.write(applied.length === 0 ? "up to date\n" : `${applied.join("\n")}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodeOf(error);
  }
}

if (import.meta.main) process.exit(await runMigrate(process.env));
