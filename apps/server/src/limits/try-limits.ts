/**
 * Number of photos that another limit would judge differently, with the distribution of their values and later results.
 */
import {
  allPhotoFates,
  allVerdictChanges,
  type CheckLimits,
  limitsFrom,
  limitsOf,
  photoFates,
  photoSpecOf,
  verdictChanges,
  withSetLimits,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { readSetLimits } from "../core/configuration/read-configuration.ts";
import type { Database } from "../infra/db/database.ts";
import {
  addSpecIds,
  joinLaterResultsSince,
  type LimitDeps,
  maxPhotos,
  photoFateSql,
  rejudgedRows,
  type TrialQuery,
  verdictChangeSql,
} from "./rejudged-photos.ts";

type Answer = RouteAnswer<"tryLimits">;

const buckets = 40;

const boundsRow = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  rows: z.int(),
  since: z.coerce.date(),
});
const verdict = z.enum(["pass", "warn", "fail", "unsure"]);
const groupRow = z.object({
  bucket: z.int().nullable(),
  change: z.enum(allVerdictChanges).nullable(),
  fate: z.enum(allPhotoFates),
  verdict,
  after: verdict,
  photos: z.int(),
});
type Group = z.output<typeof groupRow>;

export async function tryLimits(
  deps: LimitDeps,
  request: ParsedInput<"tryLimits">["query"],
): Promise<Answer> {
  const spec = photoSpecOf(request.specId);
  const { db } = deps;
  const specified = await addSpecIds(deps, request);
  const present = limitsOf(specified.check, withSetLimits(spec, await readSetLimits(db)));
  const range = await readRange(db, specified, [present, limitsFrom(specified)]);
  const groups = await readGroups(db, specified, range);
  const count = (isCounted: (group: Group) => boolean): number =>
    groups.reduce((sum, group) => (isCounted(group) ? sum + group.photos : sum), 0);
  const verdictsBy = (of: "verdict" | "after"): Answer["before"] => ({
    pass: count((group) => group[of] === "pass"),
    warn: count((group) => group[of] === "warn"),
    fail: count((group) => group[of] === "fail"),
  });
  const width = (range.high - range.low) / buckets;
  return {
    present,
    photos: count(({ bucket }) => bucket !== null),
    unjudged: count(({ bucket }) => bucket === null),
    complete: range.complete,
    before: verdictsBy("verdict"),
    after: verdictsBy("after"),
    changes: allVerdictChanges.map((one) => {
      const { tone, ...label } = verdictChanges[one];
      const fates = allPhotoFates.flatMap((code) => {
        const { tone: fateTone, ...fateLabel } = photoFates[code];
        const photos = count((group) => group.change === one && group.fate === code);
        return photos === 0 ? [] : [{ fate: code, label: fateLabel, tone: fateTone, photos }];
      });
      return { change: one, label, tone, photos: count((group) => group.change === one), fates };
    }),
    histogram:
      range.rows === 0
        ? []
        : Array.from({ length: buckets }, (_, index) => {
            const isHere = ({ bucket }: Group): boolean => bucket === index + 1;
            return {
              fromValue: range.low + index * width,
              untilValue: range.low + (index + 1) * width,
              photos: count(isHere),
              refusedLater: count(
                (group) => isHere(group) && group.fate.endsWith("-refused") && isJudged(group),
              ),
            };
          }),
  };
}

/** Returns true for photos that the checks let through, so that their fate depends on a person or the registry. */
const isJudged = (group: Group): boolean => group.fate !== "machine-refused";

interface Range {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  /** Time of the earliest upload. */
  readonly since: Date;
  readonly complete: boolean;
}

/**
 * Reads the range that contains nearly all values, extended to include every limit. Excluding outliers preserves the
 * resolution.
 */
async function readRange(
  db: Database,
  query: TrialQuery,
  limits: readonly CheckLimits[],
): Promise<Range> {
  const { rows } = await db.execute(sql`
    select low_high[1] as low, low_high[2] as high, rows, since from (
      select percentile_disc(array[0.005, 0.995]) within group (order by value) as low_high, count(*)::int as rows,
        coalesce(min(at), now()) as since
      from (${rejudgedRows(query, maxPhotos + 1)}) j
    ) found`);
  const [row] = z.array(boundsRow).parse(rows);
  const ends = limits.flatMap(({ fail, warn }) => [fail?.min, fail?.max, warn?.min, warn?.max]);
  const bounds = [row?.low, row?.high, ...ends].filter((end) => typeof end === "number");
  const low = Math.min(...bounds);
  const high = Math.max(...bounds);
  const margin = (high - low) * 0.05 || 1;
  const judged = row?.rows ?? 0;
  return {
    low: low - margin,
    high: high + margin,
    rows: judged,
    since: row?.since ?? new Date(0),
    complete: judged <= maxPhotos,
  };
}

async function readGroups(
  db: Database,
  query: TrialQuery,
  { low, high, since }: Range,
): Promise<readonly Group[]> {
  const { rows } = await db.execute(sql`
    select case when j.value is not null then
        least(greatest(width_bucket(j.value, ${low}::float8, ${high}::float8, ${buckets}::int), 1), ${buckets}::int) end as bucket,
      ${verdictChangeSql} as change, ${photoFateSql} as fate, verdict, after, count(*)::int as photos
    from (${rejudgedRows(query, maxPhotos)}) j ${joinLaterResultsSince(since)}
    group by 1, 2, 3, 4, 5`);
  return z.array(groupRow).parse(rows);
}
