/** ZIP with a student's evidence, for the school to hand to the registry. File names identify the student. */

import { evidenceKinds } from "@gradphoto/domain";
import { and, eq, inArray } from "drizzle-orm";
import { zipSync } from "fflate";
import { type Call, type FileAnswer, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { openStudent } from "../core/collection/person.ts";
import { areConsentsInForce } from "../core/collection/read-consents.ts";
import { whereVisibleTo } from "../core/collection/reported-to-school.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, identityEvidence, persons, projects } from "../infra/db/schema/index.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";

export interface TakeEvidenceDeps extends Pick<ServiceDeps, "db" | "clock" | "sealer"> {
  readonly objects: ObjectStore;
}

export async function takeEvidence(
  { db, clock, objects, sealer }: TakeEvidenceDeps,
  collectionId: string,
  { caller }: Call,
): Promise<FileAnswer | Refusal> {
  const [row] = await db
    .select({
      state: collections.state,
      accountId: collections.accountId,
      person: persons,
      schoolCode: projects.schoolCode,
    })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(collections.id, collectionId), whereVisibleTo(caller)));
  if (!row || row.schoolCode !== caller.schoolCode) return refuse("not-found", {});
  if (row.state !== "identity_check") return refuse("no-identity-check", {});
  const ofCollection = eq(identityEvidence.collectionId, collectionId);
  const evidence = await db
    .select()
    .from(identityEvidence)
    .where(ofCollection)
    .orderBy(identityEvidence.kind);
  if (evidence.length === 0) return refuse("no-evidence-submitted", {});
  const { name, studentNumber } = openStudent(row.person, sealer);
  const stem = fileStem(`${studentNumber}-${name}`);
  const files: Record<string, [Uint8Array, { level: 0 }]> = {};
  for (const { kind, objectKey, objectSha256, fileType } of evidence) {
    const bytes = await readChecked(objects, { key: objectKey, sha256: objectSha256 });
    // Pictures do not compress further.
    files[`${stem}-${evidenceKinds[kind].label.zh}.${extensions[fileType] ?? fileType}`] = [
      bytes,
      { level: 0 },
    ];
  }
  const refusal = await inTransaction(db, async (tx) => {
    // A concurrent withdrawal of consent, or another picture, holds the row lock, so deleted evidence is not handed
    // out.
    await lockCollection(tx, collectionId);
    const agrees = await areConsentsInForce(tx, row.accountId, row.schoolCode, [
      "school",
      "evidence",
    ]);
    if (!agrees) return refuse("evidence-not-agreed", {});
    const keys = evidence.map(({ objectKey }) => objectKey);
    // Evidence added since the pictures were read is not in the ZIP.
    const areTaken = and(ofCollection, inArray(identityEvidence.objectKey, keys));
    const remaining = await tx.$count(identityEvidence, areTaken);
    if (remaining < keys.length) return refuse("moved-meanwhile", {});
    const actor = { role: "school-admin", id: caller.staffId } as const;
    const details = { evidence: evidence.map(({ kind }) => kind).join(" ") };
    const moved = await moveCollection(tx, clock, {
      collectionId,
      move: "take-evidence",
      actor,
      details,
    });
    if (isRefusal(moved)) return moved;
    await tx.update(identityEvidence).set({ takenAt: clock() }).where(areTaken);
    return null;
  });
  return (
    refusal ?? {
      bytes: zipSync(files),
      mediaType: "application/zip",
      fileName: `${stem}-身份材料.zip`,
    }
  );
}

const extensions: Readonly<Record<string, string>> = { jpeg: "jpg" };

/** Removes characters that file systems forbid or treat as folder separators. */
const fileStem = (text: string): string => text.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_");
