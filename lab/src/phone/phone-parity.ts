/** Compares the engine in a browser with the engine on the server, check by check. */
import type { Finding } from "@gradphoto/domain/photo-standard";

type CheckResult = Pick<Finding, "id" | "verdict" | "value">;
interface Judged {
  readonly report: { readonly findings: readonly CheckResult[] };
}

/** Outcomes of one photo on the server and in a browser. */
export interface OutcomePair<Outcome extends Judged = Judged> {
  readonly file: string;
  readonly server: Outcome;
  readonly phone: Outcome;
}

/** Differences between server and browser for one check, over all photos. */
interface CheckParity {
  readonly check: string;
  /** Photos for which the two sides disagree. */
  readonly differing: readonly {
    readonly file: string;
    readonly server: string;
    readonly phone: string;
  }[];
  /** Number of photos for which both sides measured a value. */
  readonly comparedCount: number;
  /** 95th percentile and maximum of the differences between these values. */
  readonly p95Difference: number;
  readonly maxDifference: number;
}

export function parityOf(pairs: readonly OutcomePair[]): CheckParity[] {
  const checks = new Map<
    string,
    { differing: CheckParity["differing"][number][]; differences: number[] }
  >();
  for (const { file, server, phone } of pairs) {
    const ids = new Set([...server.report.findings, ...phone.report.findings].map(({ id }) => id));
    for (const check of ids) {
      const [onServer, onPhone] = [server, phone].map(({ report }) =>
        report.findings.find(({ id }) => id === check),
      );
      const entry = checks.get(check) ?? { differing: [], differences: [] };
      checks.set(check, entry);
      if (onServer?.verdict !== onPhone?.verdict)
        entry.differing.push({ file, server: textOf(onServer), phone: textOf(onPhone) });
      if (typeof onServer?.value === "number" && typeof onPhone?.value === "number")
        entry.differences.push(Math.abs(onServer.value - onPhone.value));
    }
  }
  return [...checks].map(([check, { differing, differences }]) => {
    const sorted = differences.sort((a, b) => a - b);
    const [p95Difference, maxDifference] = [quantile(sorted, 0.95), sorted.at(-1) ?? 0];
    return { check, differing, comparedCount: sorted.length, p95Difference, maxDifference };
  });
}

const textOf = (finding: CheckResult | undefined): string =>
  `${finding?.verdict ?? "absent"} ${finding?.value ?? ""}`.trim();

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
