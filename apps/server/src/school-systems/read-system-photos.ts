/** Finished photos for a school's systems, one or those of a page of changes. Each is recorded before it is sent. */
import { createHash } from "node:crypto";
import { changesPerPage } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { photoOf } from "../core/attempt/pictures.ts";
import { appendAuditOfEach } from "../core/audit/audit-chain.ts";
import {
  type ApiKeyRights,
  auditActor,
  type Call,
  type DownloadAnswer,
  type FileAnswer,
  type Refusal,
  refuse,
} from "../core/call.ts";
import { streamZip } from "../core/zip.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections, persons, projects } from "../infra/db/schema/index.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import {
  type ChangeDeps,
  readFeed,
  whereCovered,
  whereDisclosed,
  whereFinishedPhoto,
} from "./read-changes.ts";

export interface SystemPhotoDeps extends ChangeDeps {
  readonly objects: Pick<ObjectStore, "get">;
}

type AttemptRow = typeof attempts.$inferSelect;

const recordPhotos = (
  { db, clock }: ChangeDeps,
  photos: readonly AttemptRow[],
  call: Call,
): Promise<void> =>
  inTransaction(db, (tx) =>
    appendAuditOfEach(
      tx,
      clock,
      { actor: auditActor(call), action: "photo-downloaded", details: {} },
      photos.map(({ id }) => `attempt:${id}`),
    ),
  );

export async function readSystemPhoto(
  deps: SystemPhotoDeps,
  key: ApiKeyRights,
  collectionId: string,
  call: Call,
): Promise<FileAnswer | Refusal<"not-found">> {
  const [row] = await deps.db
    .select({ attempt: attempts })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
    .where(
      and(eq(collections.id, collectionId), whereCovered(key), whereFinishedPhoto, whereDisclosed),
    );
  if (!row) return refuse("not-found", {});
  await recordPhotos(deps, [row.attempt], call);
  const bytes = await readChecked(deps.objects, photoOf(row.attempt));
  return { bytes, mediaType: "image/jpeg", fileName: `${collectionId}.jpg` };
}

export async function readSystemPhotos(
  deps: SystemPhotoDeps,
  key: ApiKeyRights,
  { cursor, through }: ParsedInput<"readSystemPhotos">["query"],
  call: Call,
): Promise<DownloadAnswer | Refusal<"school-page-too-large">> {
  const { rows, more } = await readFeed(deps, key, { cursor, through, limit: changesPerPage });
  if (more) return refuse("school-page-too-large", {});
  const photos = new Map(
    rows.flatMap(({ change, attempt }) =>
      attempt && change.cause !== "deleted" ? [[change.collectionId, attempt] as const] : [],
    ),
  );
  await recordPhotos(deps, [...photos.values()], call);
  const hash = createHash("sha256").update(
    [...photos.values()].map(({ photoSha256 }) => photoSha256).join(),
  );
  return {
    mediaType: "application/zip",
    fileName: `photos-${cursor}-${through}.zip`,
    etag: hash.digest("hex").slice(0, 32),
    totalBytes: null,
    read: () => streamZip(filesOf(deps, photos), deps.clock()),
  };
}

async function* filesOf({ objects }: SystemPhotoDeps, photos: ReadonlyMap<string, AttemptRow>) {
  for (const [collectionId, attempt] of photos)
    yield { name: `${collectionId}.jpg`, bytes: await readChecked(objects, photoOf(attempt)) };
}
