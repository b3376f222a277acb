/** Archives finished years of the audit log and ends. */
import { runArchiveAudit } from "../archive-audit.ts";
import { terminal } from "../by-hand.ts";

process.exitCode = await runArchiveAudit(process.argv.slice(2), process.env, terminal);
