/** Checks the audit log and ends. */
import { runAuditCheck } from "../audit-check.ts";
import { terminal } from "../by-hand.ts";

process.exit(await runAuditCheck(process.argv.slice(2), process.env, terminal));
