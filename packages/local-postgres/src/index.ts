/** PostgreSQL from an npm package, with its own data folder on this machine. */
export { answers } from "./answers.ts";
export { startEmbeddedPostgres } from "./embedded-postgres.ts";
export { serviceRole } from "./service-role.ts";
export { stopWithParent } from "./stop-with-parent.ts";
