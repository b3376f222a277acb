/** Every photo judged by limits that were chosen on the other half of the people. */
import { allCheckIds, type CheckLimits, isCheckId, judge, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { chooseLimits } from "./chosen-limits.ts";
import type { JudgedPhoto } from "./judge-photos.ts";
import { measuredCheck } from "./measured-check.ts";
import { type Half, halvesOf } from "./person-halves.ts";
import { type Judged, type PhotoScore, scorePhoto } from "./score-photo.ts";

export interface HalfScores {
  readonly half: Half;
  readonly scores: readonly PhotoScore[];
}

export function scoreByOtherHalf(judged: readonly JudgedPhoto[], spec: PhotoSpec): HalfScores[] {
  const halfOf = halvesOf(judged.map(({ photo }) => photo));
  const inHalf = (half: Half) => judged.filter(({ photo }) => halfOf.get(photo.file) === half);
  return ([0, 1] as const).map((half) => {
    const chosen = limitsFrom(inHalf(half === 0 ? 1 : 0), judged, spec);
    const scores = inHalf(half).map(({ photo, outcome }) =>
      scorePhoto(
        photo,
        (outcome?.report.findings ?? []).map((finding) => judgedBy(finding, chosen)),
      ),
    );
    return { half, scores };
  });
}

type Finding = NonNullable<JudgedPhoto["outcome"]>["report"]["findings"][number];

function judgedBy(finding: Finding, chosen: ReadonlyMap<string, CheckLimits>): Judged {
  const limits = chosen.get(finding.id);
  if (!limits || finding.value === null) return finding;
  return { ...finding, verdict: judge(finding.value, limits, finding.atMost) };
}

function limitsFrom(
  some: readonly JudgedPhoto[],
  all: readonly JudgedPhoto[],
  spec: PhotoSpec,
): Map<string, CheckLimits> {
  const rows = allCheckIds.filter(isCheckId).flatMap((id): [string, CheckLimits][] => {
    const limits = chooseLimits(measuredCheck(id, some, spec), measuredCheck(id, all, spec));
    return limits ? [[id, limits]] : [];
  });
  return new Map(rows);
}
