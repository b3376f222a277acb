/** How far the engine in a browser is from the engine on the server: check by check, over the same photos. */
import type { Outcome } from "../../packages/engine/src/index.ts";

export interface Pair {
  readonly file: string;
  readonly server: Outcome;
  readonly phone: Outcome;
}

export interface CheckParity {
  readonly check: string;
  /** Photos of which either side says something else. */
  readonly differing: readonly { readonly file: string; readonly server: string; readonly phone: string }[];
  /** Of the values that both sides measured. */
  readonly values: number;
  readonly p95: number;
  readonly most: number;
}

export function parityOf(pairs: readonly Pair[]): CheckParity[] {
  const checks = new Map<string, { differing: CheckParity["differing"][number][]; differences: number[] }>();
  for (const { file, server, phone } of pairs) {
    for (const finding of server.report.findings) {
      const other = phone.report.findings.find(({ id }) => id === finding.id);
      const own = checks.get(finding.id) ?? { differing: [], differences: [] };
      checks.set(finding.id, own);
      if (other?.verdict !== finding.verdict)
        own.differing.push({
          file,
          server: `${finding.verdict} ${finding.value ?? ""}`.trim(),
          phone: `${other?.verdict ?? "absent"} ${other?.value ?? ""}`.trim(),
        });
      if (typeof finding.value === "number" && typeof other?.value === "number")
        own.differences.push(Math.abs(finding.value - other.value));
    }
  }
  return [...checks].map(([check, { differing, differences }]) => {
    const sorted = differences.sort((one, other) => one - other);
    return { check, differing, values: sorted.length, p95: quantile(sorted, 0.95), most: sorted.at(-1) ?? 0 };
  });
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
