/** Compares the engine in a browser with the engine on the server, check by check. */
import type { Finding } from "@gradphoto/domain/photo-standard";

type Match = Pick<Finding, "id" | "verdict" | "value">;
interface Judged {
  readonly report: { readonly findings: readonly Match[] };
}

/** Differences between the engine in a browser and on the server, per check, over the same photos. */
export interface Pair<Outcome extends Judged = Judged> {
  readonly file: string;
  readonly server: Outcome;
  readonly phone: Outcome;
}

interface CheckParity {
  readonly check: string;
  /** Photos for which the two sides disagree. */
  readonly differing: readonly { readonly file: string; readonly server: string; readonly phone: string }[];
  /** Based on the values that both sides measured. */
  readonly values: number;
  readonly p95: number;
  readonly most: number;
}

export function parityOf(pairs: readonly Pair[]): CheckParity[] {
  const checks = new Map<string, { differing: CheckParity["differing"][number][]; differences: number[] }>();
  for (const { file, server, phone } of pairs) {
    const ids = new Set([...server.report.findings, ...phone.report.findings].map(({ id }) => id));
    for (const check of ids) {
      const [local, other] = [server, phone].map(({ report }) => report.findings.find(({ id }) => id === check));
      const own = checks.get(check) ?? { differing: [], differences: [] };
      checks.set(check, own);
      if (local?.verdict !== other?.verdict)
        own.differing.push({ file, server: wordsOf(local), phone: wordsOf(other) });
      if (typeof local?.value === "number" && typeof other?.value === "number")
        own.differences.push(Math.abs(local.value - other.value));
    }
  }
  return [...checks].map(([check, { differing, differences }]) => {
    const sorted = differences.sort((one, other) => one - other);
    return { check, differing, values: sorted.length, p95: quantile(sorted, 0.95), most: sorted.at(-1) ?? 0 };
  });
}

const wordsOf = (finding: Match | undefined): string =>
  `${finding?.verdict ?? "absent"} ${finding?.value ?? ""}`.trim();

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
