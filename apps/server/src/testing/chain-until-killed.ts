/**
 * Process for crash tests and benchmarks that chains the audit log until it is killed. It prints "chaining" when it
 * starts.
 */
import { runChaining } from "../core/audit/run-chaining.ts";
import { openDatabase } from "../infra/db/database.ts";
import { auditLogOn } from "./audit-log.ts";

const { DATABASE_URL: url } = process.env;
if (!url) throw new Error("Say which database");
const report = (words: string): void => void process.stderr.write(`${words}\n`);
const { db } = openDatabase({ url }, { warn: report });
const log = {
  error: (_: object | string, words = "") => report(words),
  warn: (_: object | string, words = "") => report(words),
};
runChaining({ ...auditLogOn(db), log });
process.stdout.write("chaining\n");
