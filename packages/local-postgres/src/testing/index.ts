/** What tests and benches of other packages use: one throw-away PostgreSQL per run, and databases of their own on it. */
export { createFreshDatabase, type FreshUrls } from "./fresh-database.ts";
export { postgresFolder, removePostgresOf, runFolder } from "./postgres-folder.ts";
