/** Status for a helper: whether the photo was accepted and how to improve it. Contains no name and no picture. */
import { attemptStates, type Bilingual, groupFindings } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gte } from "drizzle-orm";
import { uploadRefusal } from "../core/collection/own-collection.ts";
import type { Database } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";
import type { HelperLink } from "./helper-link.ts";

const waiting: Bilingual = { zh: "请按提示为同学拍照", en: "Please take the photo as the guide shows" };
const mostAdvice = 5;

export async function helperStatus(db: Database, link: HelperLink): Promise<RouteAnswer<"helperStatus">> {
  const [row] = await db
    .select({ collection: collections, albumAllowed: projects.albumAllowed })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(eq(collections.id, link.collectionId));
  if (!row) throw new Error("A helper link lost its collection");
  // Excludes photos that others took earlier.
  const [taken] = await db
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.collectionId, link.collectionId),
        eq(attempts.byRole, "helper"),
        gte(attempts.createdAt, link.claimedAt),
      ),
    )
    .orderBy(desc(attempts.number))
    .limit(1);
  const state = taken?.state ?? null;
  const label = state ? { zh: attemptStates[state].zh, en: attemptStates[state].en } : waiting;
  const { collection, albumAllowed } = row;
  return {
    albumAllowed,
    state: state ?? "waiting",
    label,
    verdict: taken?.verdict ?? null,
    advice: groupFindings(taken?.report?.findings ?? [])
      .toLookAt.slice(0, mostAdvice)
      .map(({ advice }) => advice),
    mayUpload: uploadRefusal(collection, "helper") === null,
    expiresAt: link.sessionExpiresAt.toISOString(),
  };
}
