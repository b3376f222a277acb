/** Checks the audit log and ends. */
import { runAuditCheck } from "../audit-check.ts";

process.exit(
  await runAuditCheck(process.argv.slice(2), process.env, {
    say: (words) => process.stdout.write(`${words}\n`),
    warn: (words) => process.stderr.write(`${words}\n`),
  }),
);
