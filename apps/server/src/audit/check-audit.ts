/** The check of the whole audit log as it is told to whoever waits for it. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type AuditVerdict, walkAudit } from "../core/audit/verify-audit.ts";
import type { Watch } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";

type Told = RouteAnswer<"checkAudit">;

/** The walk ends with its listener: the generator is left. */
export const checkAudit = (db: Database): Watch<Told> =>
  async function* () {
    const walk = walkAudit(db);
    let far = { rowsChecked: 0, rowsTotal: 0 };
    for (;;) {
      const step = await walk.next();
      if (step.done) {
        const verdict = present(step.value);
        const rows = step.value.whole ? step.value.rows : null;
        yield { ...far, ...(rows !== null && { rowsChecked: rows, rowsTotal: rows }), verdict };
        return;
      }
      far = { rowsChecked: step.value.rows, rowsTotal: step.value.total };
      yield { ...far, verdict: null };
    }
  };

const faults: Readonly<Record<"missing" | "changed" | "inserted", (seq: number) => Bilingual>> = {
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
    en: `The chain is broken: entry ${seq} was added from outside. Compare with the hashes kept elsewhere and with a backup.`,
  }),
};

function present(verdict: AuditVerdict): NonNullable<Told["verdict"]> {
  const tone = (loud: boolean): Tone => (loud ? "danger" : "success");
  if (verdict.whole) {
    const { rows, hash } = verdict;
    const label = {
      zh: `日志完整，共 ${rows} 条，从第一条到最后一条首尾相接。`,
      en: `The log is whole: ${rows} entries, each joined to the one before.`,
    };
    return { whole: true, label, tone: tone(false), hash, brokenAt: null };
  }
  return {
    whole: false,
    label: faults[verdict.fault](verdict.seq),
    tone: tone(true),
    hash: null,
    brokenAt: verdict.seq,
  };
}
