/**
 * Registry refusals compared with the verdicts of the service's checks: by check, the photos that it passed by mistake.
 */
import {
  allCheckIds,
  checkRows,
  checkWords,
  findingLine,
  isCheckId,
  isReviewReason,
  type registryRefusalList,
  reviewReasons,
} from "@gradphoto/domain";
import { type ParsedInput, type RouteAnswer, routeDefinitions } from "@gradphoto/domain/routes";
import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { type Days, onDays } from "../core/days.ts";
import type { FileOf, Scope } from "../core/file-rows.ts";
import { byTime, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { attemptFindings, registryItems } from "../infra/db/schema/index.ts";

const settledOn = (days: Days, state?: "refused"): SQL | undefined =>
  and(
    // Redundant condition that enables the index on settled items.
    sql`${registryItems.state} <> 'open'`,
    state === undefined ? undefined : eq(registryItems.state, state),
    onDays(registryItems.settledAt, days),
  );

export async function readRegistryFindings(
  db: Database,
  days: ParsedInput<"readRegistryFindings">["query"],
): Promise<RouteAnswer<"readRegistryFindings">> {
  const answers = await db
    .select({ state: registryItems.state, reason: registryItems.reason, photos: count() })
    .from(registryItems)
    .where(settledOn(days))
    .groupBy(registryItems.state, registryItems.reason);
  const text = await readVerdicts(db, days);
  const accepted = answers.find(({ state }) => state === "accepted")?.photos ?? 0;
  const refusals = answers.flatMap(({ reason, photos }) =>
    reason === null ? [] : [{ reason, photos }],
  );
  return {
    acceptedPhotos: accepted,
    refusedPhotos: refusals.reduce((sum, { photos }) => sum + photos, 0),
    reasons: refusals
      .sort((one, other) => other.photos - one.photos)
      .map(({ reason, photos }) => ({
        reason: reasonWords(reason),
        refused: photos,
        unwatched: !isReviewReason(reason) || reviewReasons[reason].checks.length === 0,
      })),
    checks: allCheckIds
      .flatMap((check) => {
        const ofCheck = text.filter(({ checkId }) => checkId === check);
        const of = (verdict: string | null): number =>
          ofCheck.find((row) => row.verdict === verdict)?.photos ?? 0;
        const passed = of("pass");
        const { title } = checkWords[check];
        return ofCheck.length === 0
          ? []
          : [
              {
                check,
                title,
                passed,
                noted: of("warn") + of("fail"),
                unjudged: of("unsure"),
                forgotten: of(null),
                perAccepted: accepted === 0 ? null : passed / accepted,
              },
            ];
      })
      .sort((one, other) => other.passed - one.passed),
  };
}

/** Counts the verdicts of each check on the refused fault. null means that the finding was deleted. */
async function readVerdicts(db: Database, days: Days) {
  const refused = db
    .select({
      attemptId: registryItems.attemptId,
      checkId: sql<string>`unnest(${registryItems.findingIds})`.as("refused_check"),
    })
    .from(registryItems)
    .where(settledOn(days, "refused"))
    .as("refused");
  return db
    .select({ checkId: refused.checkId, verdict: attemptFindings.verdict, photos: count() })
    .from(refused)
    .leftJoin(
      attemptFindings,
      and(
        eq(attemptFindings.attemptId, refused.attemptId),
        eq(attemptFindings.checkId, refused.checkId),
      ),
    )
    .groupBy(refused.checkId, attemptFindings.verdict);
}

type RefusalQuery = ParsedInput<"listRegistryRefusals">["query"];

const matchingRefusals = ({ check, ...days }: RefusalQuery): SQL | undefined =>
  and(
    settledOn(days, "refused"),
    check === undefined ? undefined : sql`${check} = any(${registryItems.findingIds})`,
  );

export async function listRegistryRefusals(
  db: Database,
  query: RefusalQuery,
): Promise<RouteAnswer<"listRegistryRefusals">> {
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", registryItems.settledAt, registryItems.id),
    select: async ({ whereNext, order, limit }) =>
      (
        await db
          .select()
          .from(registryItems)
          .where(and(matchingRefusals(query), whereNext))
          .orderBy(...order)
          .limit(limit)
      ).flatMap(({ settledAt, reason, ...item }) =>
        settledAt === null || reason === null ? [] : [{ ...item, settledAt, reason }],
      ),
    keyOf: ({ settledAt, id }) => ({ at: settledAt, id }),
  });
  const attemptIds = rows.map(({ attemptId }) => attemptId);
  const own =
    attemptIds.length === 0
      ? []
      : await db
          .select()
          .from(attemptFindings)
          .where(inArray(attemptFindings.attemptId, attemptIds));
  return {
    refusals: rows.map(
      ({ id, batchId, collectionId, attemptId, reason, settledAt, findingIds }) => ({
        itemId: id,
        batchId,
        collectionId,
        attemptId,
        reason: reasonWords(reason),
        settledAt: settledAt.toISOString(),
        findings: findingIds.flatMap((checkId) => {
          const finding = own.find((one) => one.attemptId === attemptId && one.checkId === checkId);
          if (!isCheckId(checkId) || !finding) return [];
          const { unit } = checkRows[checkId];
          const { title } = checkWords[checkId];
          return [{ check: checkId, title, verdict: finding.verdict, value: finding.value, unit }];
        }),
      }),
    ),
    next,
  };
}

const queryOf = ({ filters }: Scope): RefusalQuery =>
  routeDefinitions.listRegistryRefusals.query.parse({ ...filters, limit: 1 });

/** Rows of the page as an export. */
export const registryRefusalFile = (db: Database): FileOf<typeof registryRefusalList> => ({
  count: (scope) => db.$count(registryItems, matchingRefusals(queryOf(scope))),
  page: async (scope, page) => {
    const { refusals, next } = await listRegistryRefusals(db, { ...queryOf(scope), ...page });
    const rows = refusals.map((refusal) => ({
      ...refusal,
      reasonLabel: refusal.reason.label,
      findingLines: refusal.findings.map((finding) => ({
        zh: findingLine(finding, ({ zh }) => zh),
        en: findingLine(finding, ({ en }) => en),
      })),
    }));
    return { rows, next };
  },
});
