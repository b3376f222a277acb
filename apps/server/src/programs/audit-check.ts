/** `gradphoto audit-check`: verifies the audit log and compares it with every exported head. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { listHeads, readHead } from "../core/audit/audit-heads.ts";
import { type AuditKeys, createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { compareHeads, type HeadFault } from "../core/audit/compare-heads.ts";
import { type AuditFault, type AuditVerdict, walkAudit } from "../core/audit/verify-audit.ts";
import { encrypted } from "../infra/object-store/encrypted.ts";
import { databaseOf } from "../settings/service-config.ts";
import { defineCommand, terminal, withDatabase } from "./define-command.ts";

const usage = `用法 / usage: gradphoto audit-check [--heads file]… | --public-key

逐条核对审计日志，并与离开数据库的每个签名末端比对。--heads 另外比对一份日志文件中的末端；--public-key 显示验证签名的公钥。
Checks every entry of the audit log, and holds it against every signed head that left the database. --heads adds those in a log
file that was kept elsewhere; --public-key prints the keys that verify them.`;

/** Runs the command. Exit codes: 0 intact, 1 tampered, 2 could not be checked, 64 usage error. */
export const runAuditCheck = defineCommand({
  usage,
  readOptions,
  failed: 2,
  work: async (options, { secrets }, { print, warn }) => {
    const keys = createAuditKeys(secrets.auditKeys);
    if (options.publicKey) {
      for (const { id } of secrets.auditKeys) print(`${id}\n${publicPem(keys, id)}`);
      return 0;
    }
    return withDatabase(databaseOf(secrets), warn, async ({ db }) => {
      const log = {
        db,
        keys,
        objects: encrypted(secrets.objects, secrets.objectKeys, randomBytes),
      };
      await chainWaiting(log);
      const lines = options.files.flatMap((file) => readFileSync(file, "utf8").split("\n"));
      const comparison = compareHeads({
        keys,
        objects: secrets.objects,
        named: await listHeads(secrets.objects),
        lines: lines.flatMap((line) => readHead(keys, line) ?? []),
      });
      const walk = walkAudit(log, comparison.seen);
      let step = await walk.next();
      while (!step.done) step = await walk.next();
      const fault = await comparison.verdict(step.value);
      (fault || !step.value.intact ? warn : print)(wordsOf(step.value, fault, comparison.heads));
      return step.value.intact && !fault ? 0 : 1;
    });
  },
});

const publicPem = (keys: AuditKeys, id: string): string =>
  keys.sign(id).publicKey.export({ type: "spki", format: "pem" }).toString();

const faultWords: Readonly<Record<AuditFault, string>> = {
  missing: "缺失 / is missing",
  changed: "与写入时不一致 / is not as it was written",
  inserted: "是后来加入的 / was added from outside",
  "key-missing":
    "的密钥不在 GRADPHOTO_AUDIT_KEYS 中 / has a key that is not in GRADPHOTO_AUDIT_KEYS",
};

function wordsOf(walked: AuditVerdict, fault: HeadFault | null, heads: number): string {
  const broken = walked.intact
    ? []
    : [`第 ${walked.seq} 条 / Entry ${walked.seq} ${faultWords[walked.fault]}`];
  const when = fault?.head.at.toISOString();
  if (fault?.fault === "rewritten") {
    broken.push(
      `第 ${fault.fits + 1} 至 ${fault.seq} 条之间被改写：${when} 离开的末端不符 / Between entries ${fault.fits + 1} and ${fault.seq} the log was rewritten: it is not what it was at ${when}`,
    );
  }
  if (fault?.fault === "cut-off") {
    broken.push(
      `日志止于第 ${fault.seq} 条，${when} 时曾有 ${fault.head.seq} 条：末尾被删，或换成了旧数据库 / The log ends at entry ${fault.seq} and had ${fault.head.seq} at ${when}: its end was cut off, or an older database put in its place`,
    );
  }
  if (broken.length > 0 || !walked.intact) return broken.join("\n");
  const { rows, hash } = walked;
  return `日志完整 / The log is intact: ${rows} entries, ${heads} heads fit, last hash ${hash}`;
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      heads: { type: "string", multiple: true, default: [] },
      "public-key": { type: "boolean", default: false },
    },
  });
  return { files: values.heads, publicKey: values["public-key"] };
}

if (import.meta.main)
  process.exit(await runAuditCheck(process.argv.slice(2), process.env, terminal));
