/** Test helpers for other packages: one temporary PostgreSQL per run, with separate databases. */
export { createFreshDatabase, type FreshUrls } from "./fresh-database.ts";
export { postgresFolder, removePostgresOf, runFolder } from "./postgres-folder.ts";
