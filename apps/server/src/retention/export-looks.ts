/** Complete list of the roles that viewed a student's pictures and data, without the persons. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, inArray, or } from "drizzle-orm";
import { z } from "zod";
import {
  type ArchivedLog,
  mergeArchived,
  readArchivedSkippingLost,
} from "../core/audit/segments/archived-entries.ts";
import { auditEntries } from "../infra/db/schema/index.ts";
import type { Warn } from "../infra/process-each-row.ts";

type Collection = RouteAnswer<"exportMyData">["collections"][number];

export interface ExportedLooks {
  readonly ofAttempt: (attemptId: string) => Collection["attempts"][number]["looks"];
  /** false when older entries are lost in the store. */
  readonly isComplete: boolean;
  readonly ofCollection: (collectionId: string) => Collection["looks"];
}

const ofPicture = ["look-at-picture", "photo-downloaded"];
const ofData = [
  "look-at-collection",
  "look-at-phone",
  "move:take-evidence",
  "student-named",
  "student-displayed",
];

/** Details of a view. A download is of the finished photo, by its school. */
const look = z.object({
  picture: z.string().default("photo"),
  purpose: z.string().default("download"),
});

export async function exportLooks(
  log: ArchivedLog & { readonly warn: Warn },
  {
    attemptIds,
    collectionIds,
  }: { readonly attemptIds: readonly string[]; readonly collectionIds: readonly string[] },
): Promise<ExportedLooks> {
  const ofPictures = { actions: ofPicture, subjects: attemptIds.map((id) => `attempt:${id}`) };
  const ofCollections = {
    actions: ofData,
    subjects: collectionIds.map((id) => `collection:${id}`),
  };
  const whereOf = ({ actions, subjects }: typeof ofPictures) =>
    and(inArray(auditEntries.action, actions), inArray(auditEntries.subject, subjects));
  const stored = await log.db
    .select()
    .from(auditEntries)
    .where(or(whereOf(ofPictures), whereOf(ofCollections)));
  const archived = await readArchivedSkippingLost(log, [ofPictures, ofCollections]);
  const rows = mergeArchived(stored, archived.rows);
  const of = (wanted: string) =>
    rows
      .filter(({ subject }) => subject === wanted)
      .map(({ actor, at, ...entry }) => ({
        ...entry,
        byRole: actor.split(":")[0] ?? "",
        at: at.toISOString(),
      }));
  return {
    isComplete: archived.isComplete,
    ofAttempt: (id) =>
      of(`attempt:${id}`).map(({ byRole, at, details }) => ({
        byRole,
        ...look.parse(details),
        at,
      })),
    ofCollection: (id) =>
      of(`collection:${id}`).map(({ byRole, at, action }) => ({ byRole, what: action, at })),
  };
}
