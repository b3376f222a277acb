/** Archives finished years of the audit log and ends. */
import { runArchiveAudit } from "../archive-audit.ts";

process.exitCode = await runArchiveAudit(process.argv.slice(2), process.env, {
  say: (words) => process.stdout.write(`${words}\n`),
  warn: (words) => process.stderr.write(`${words}\n`),
});
