/** Photos that another limit would judge differently, by number only, without names or pictures. */
import { allPhotoFates, allVerdictChanges, photoFates, verdictChanges } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, sql } from "drizzle-orm";
import { z } from "zod";
import { byTime, readPage } from "../core/page.ts";
import {
  addSpecIds,
  joinLaterResults,
  type LimitDeps,
  maxPhotos,
  photoFateSql,
  rejudgedRows,
  verdictChangeSql,
} from "./rejudged-photos.ts";

const changedRow = z.object({
  attemptId: z.string(),
  collectionId: z.string(),
  number: z.int(),
  at: z.coerce.date(),
  value: z.number(),
  verdict: z.string(),
  after: z.string(),
  change: z.enum(allVerdictChanges),
  fate: z.enum(allPhotoFates),
});

export async function listLimitChanges(
  deps: LimitDeps,
  { limit: pageLimit, after, change: changed, ...query }: ParsedInput<"listLimitChanges">["query"],
): Promise<RouteAnswer<"listLimitChanges">> {
  const { db } = deps;
  const request = await addSpecIds(deps, query);
  const whereWanted =
    changed === undefined
      ? sql`${verdictChangeSql} is not null`
      : sql`${verdictChangeSql} = ${changed}`;
  const { rows: page, next } = await readPage(
    { limit: pageLimit, after },
    {
      key: byTime("latest-first", sql`j.at`, sql`j.attempt_id`),
      select: async ({ whereNext, order, limit }) => {
        const ordered = sql.join(order, sql`, `);
        // Limits the page before joining the later results.
        const { rows } = await db.execute(sql`
        select j.attempt_id as "attemptId", a.collection_id as "collectionId", a.number, j.at, j.value, j.verdict, j.after,
          j.change, ${photoFateSql} as fate
        from (
          select j.*, ${verdictChangeSql} as change from (${rejudgedRows(request, maxPhotos)}) j
          where ${and(whereWanted, whereNext)} order by ${ordered} limit ${limit}
        ) j join attempts a on a.id = j.attempt_id ${joinLaterResults}
        order by ${ordered}`);
        return z.array(changedRow).parse(rows);
      },
      keyOf: ({ at, attemptId }) => ({ at, id: attemptId }),
    },
  );
  return {
    photos: page.map(({ at, verdict, change: code, fate: fateCode, ...row }) => {
      const { tone: changeTone, ...changeLabel } = verdictChanges[code];
      const { tone, ...label } = photoFates[fateCode];
      return {
        ...row,
        uploadedAt: at.toISOString(),
        before: verdict,
        change: code,
        changeLabel,
        changeTone,
        fate: fateCode,
        label,
        tone,
      };
    }),
    next,
  };
}
