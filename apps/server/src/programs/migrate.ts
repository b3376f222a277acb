/** Brings the database to the newest shape and ends. */
import { runMigrate } from "../migrate.ts";

process.exit(await runMigrate(process.env));
