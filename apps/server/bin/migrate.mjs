/** Brings the database to the newest shape and ends, from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { runMigrate } = await import("../src/migrate.ts");
process.exit(await runMigrate(process.env));
