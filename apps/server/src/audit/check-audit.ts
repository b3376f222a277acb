/** Verification of the complete audit log, streamed with its progress. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { listHeads } from "../core/audit/audit-heads.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { compareHeads, type HeadFault } from "../core/audit/compare-heads.ts";
import {
  type AuditFault,
  type AuditVerdict,
  type FullLog,
  walkAudit,
} from "../core/audit/verify-audit.ts";
import type { Watch } from "../core/call.ts";
import type { Clock } from "../infra/clock.ts";
import { inTransaction } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";

type Reported = RouteAnswer<"checkAudit">;

export interface CheckDeps extends FullLog {
  readonly clock: Clock;
  /** Store of the exported heads, which are not encrypted. */
  readonly plainObjects: Pick<ObjectStore, "get" | "list">;
}

/** The walk ends when the client disconnects, which closes the generator. A finished check is an entry of the log. */
export const checkAudit = ({ plainObjects, ...log }: CheckDeps, actor: string): Watch<Reported> =>
  async function* () {
    await chainWaiting(log);
    const heads = compareHeads({
      keys: log.keys,
      objects: plainObjects,
      named: await listHeads(plainObjects),
      lines: [],
    });
    const walk = walkAudit(log, heads.seen);
    let far = { rowsChecked: 0, rowsTotal: 0 };
    for (;;) {
      const step = await walk.next();
      if (step.done) {
        const fault = await heads.verdict(step.value);
        const verdict = fault ? presentHeadFault(fault) : present(step.value);
        const rows = step.value.intact ? step.value.rows : null;
        const subject = `audit:${rows ?? verdict.brokenAt}`;
        const details = { intact: verdict.intact };
        await inTransaction(log.db, (tx) =>
          appendAudit(tx, log.clock, actor, "audit-checked", subject, details),
        );
        yield { ...far, ...(rows !== null && { rowsChecked: rows, rowsTotal: rows }), verdict };
        return;
      }
      far = { rowsChecked: step.value.rows, rowsTotal: step.value.total };
      yield { ...far, verdict: null };
    }
  };

const faults: Readonly<Record<AuditFault, (seq: number) => Bilingual>> = {
  missing: (seq) => ({
    zh: `日志链断裂：第 ${seq} 条缺失。请与另存的哈希和备份核对。`,
    en: `The chain is broken: entry ${seq} is missing. Compare with the hashes kept elsewhere and with a backup.`,
  }),
  changed: (seq) => ({
    zh: `日志链断裂：第 ${seq} 条与写入时不一致。请与另存的哈希和备份核对。`,
    en: `The chain is broken: entry ${seq} is not as it was written. Compare with the hashes kept elsewhere and with a backup.`,
  }),
  inserted: (seq) => ({
    zh: `日志链断裂：第 ${seq} 条是后来加入的。请与另存的哈希和备份核对。`,
    en: `The chain is broken: entry ${seq} was added later. Compare with the hashes kept elsewhere and with a backup.`,
  }),
  "key-missing": (seq) => ({
    zh: `无法核对：第 ${seq} 条使用的密钥不在 GRADPHOTO_AUDIT_KEYS 中。请把旧密钥加回列表后再核对。`,
    en: `It cannot be checked: the key of entry ${seq} is not in GRADPHOTO_AUDIT_KEYS. Put the older key back into the list and check again.`,
  }),
};

/** Words after the verdict "intact": how many rows are written but not chained yet. */
const waitingWords = (count: number): Bilingual =>
  count === 0
    ? { zh: "", en: "" }
    : {
        zh: `另有 ${count} 条刚写入，尚未编入。`,
        en: ` ${count} just written are not linked yet.`,
      };

function presentHeadFault(fault: HeadFault): NonNullable<Reported["verdict"]> {
  const when = fault.head.at.toISOString();
  const label =
    fault.fault === "rewritten"
      ? {
          zh: `日志被改写：第 ${fault.fits + 1} 至 ${fault.seq} 条之间，与 ${when} 另存的签名末端不符。请与备份核对。`,
          en: `The log was rewritten between entries ${fault.fits + 1} and ${fault.seq}: it does not match its signed head of ${when}. Compare with a backup.`,
        }
      : {
          zh: `日志止于第 ${fault.seq} 条，而 ${when} 另存的签名末端为第 ${fault.head.seq} 条：末尾被删，或换成了旧数据库。请与备份核对。`,
          en: `The log ends at entry ${fault.seq}, and its signed head of ${when} is entry ${fault.head.seq}: its end was cut off, or an older database put in its place. Compare with a backup.`,
        };
  return { intact: false, label, tone: "danger", hash: null, brokenAt: fault.seq };
}

function present(verdict: AuditVerdict): NonNullable<Reported["verdict"]> {
  const tone = (loud: boolean): Tone => (loud ? "danger" : "success");
  if (verdict.intact) {
    const { rows, hash } = verdict;
    const waiting = waitingWords(verdict.waiting);
    const label = {
      zh: `日志完整，共 ${rows} 条，从第一条到最后一条首尾相接。${waiting.zh}`,
      en: `The log is intact: ${rows} entries, each linked to the one before.${waiting.en}`,
    };
    return { intact: true, label, tone: tone(false), hash, brokenAt: null };
  }
  return {
    intact: false,
    label: faults[verdict.fault](verdict.seq),
    tone: tone(true),
    hash: null,
    brokenAt: verdict.seq,
  };
}
