/** Checks the audit log and ends, from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { runAuditCheck } = await import("../src/audit-check.ts");
process.exit(
  await runAuditCheck(process.argv.slice(2), process.env, {
    say: (words) => process.stdout.write(`${words}\n`),
    warn: (words) => process.stderr.write(`${words}\n`),
  }),
);
