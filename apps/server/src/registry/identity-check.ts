/** Identity check as its student sees it, and the evidence that a person at the registry examines. */

import {
  allEvidenceKinds,
  canMove,
  type EvidenceKind,
  evidenceKinds,
  identityOutcomes,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, isNotNull, max } from "drizzle-orm";
import { isRefusal, type ReceivePicture, type Refusal, refuse } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { findOwnCollection } from "../core/collection/own-collection.ts";
import { evidenceRefusal, presentConsent, readConsents } from "../core/collection/read-consents.ts";
import { type InspectUpload, inspectUpload } from "../core/inspect-upload.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import {
  collections,
  identityEvidence,
  projects,
  registryItems,
} from "../infra/db/schema/index.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import {
  discardObject,
  dropObjects,
  type ObjectDeps,
  retainObject,
  storeObject,
} from "../infra/object-store/stored-objects.ts";

export interface EvidenceDeps extends ObjectDeps {
  readonly inspect: InspectUpload;
}

type IdentityCheck = RouteAnswer<"readIdentityCheck">;

export async function readIdentityCheck(
  db: Database,
  accountId: string,
  collectionId: string,
): Promise<IdentityCheck | Refusal<"not-found" | "no-identity-check">> {
  const own = await findOwnCollection(db, accountId, collectionId);
  if (!own) return refuse("not-found", {});
  const outcome = await outcomeOf(db, collectionId);
  if (own.collection.state !== "identity_check" || outcome === null)
    return refuse("no-identity-check", {});
  const { zh, en, tone, advice } = identityOutcomes[outcome];
  const evidence = await db
    .select()
    .from(identityEvidence)
    .where(eq(identityEvidence.collectionId, collectionId));
  const [taken] = await db
    .select({ at: max(identityEvidence.takenAt) })
    .from(identityEvidence)
    .where(eq(identityEvidence.collectionId, collectionId));
  const consented = await readConsents(db, accountId, own.project.schoolCode);
  return {
    outcome,
    label: { zh, en },
    tone,
    advice,
    evidence: allEvidenceKinds.map((kind) => ({
      kind,
      ...evidenceKinds[kind],
      grantedAt: evidence.find((one) => one.kind === kind)?.grantedAt.toISOString() ?? null,
    })),
    takenAt: taken?.at?.toISOString() ?? null,
    consent: presentConsent("evidence", consented.get("evidence")),
  };
}

export interface StoredEvidence {
  readonly accountId: string;
  readonly collectionId: string;
  readonly kind: EvidenceKind;
  readonly receivePicture: ReceivePicture;
}

export async function giveEvidence(
  deps: EvidenceDeps,
  { accountId, collectionId, kind, receivePicture }: StoredEvidence,
): Promise<IdentityCheck | Refusal> {
  const { db, clock, inspect } = deps;
  const own = await findOwnCollection(db, accountId, collectionId);
  if (!own) return refuse("not-found", {});
  if (!canMove(own.collection.state, "give-evidence", "student"))
    return refuse("no-identity-check", {});
  const disagreed = await evidenceRefusal(db, accountId, own.project.schoolCode);
  if (disagreed) return disagreed;
  const sent = await receivePicture();
  if (isRefusal(sent)) return sent;
  const picture = await inspectUpload(inspect, sent);
  if (isRefusal(picture)) return picture;
  const { stored, format: fileType } = picture;
  const objectKey = await storeObject(deps, "evidence", stored);
  const refusal = await inTransaction(db, async (tx) => {
    // A concurrent withdrawal of the consent holds the row lock, so evidence uploaded before it is deleted with the
    // photos.
    await lockCollection(tx, collectionId);
    const lacking = await evidenceRefusal(tx, accountId, own.project.schoolCode);
    if (lacking) return lacking;
    const actor = { role: "student", id: accountId } as const;
    const details = { evidence: evidenceKinds[kind].label.zh };
    const moved = await moveCollection(tx, clock, {
      collectionId,
      move: "give-evidence",
      actor,
      details,
    });
    if (isRefusal(moved)) return moved;
    await dropEvidence(
      tx,
      clock,
      and(whereOfCollection(collectionId), eq(identityEvidence.kind, kind)),
    );
    const row = {
      collectionId,
      kind,
      objectKey,
      objectSha256: sha256Of(stored),
      fileType,
      grantedAt: clock(),
    };
    await tx.insert(identityEvidence).values(row);
    await retainObject(tx, objectKey);
    return null;
  });
  if (refusal) await discardObject(deps, objectKey);
  return refusal ?? readIdentityCheck(db, accountId, collectionId);
}

/**
 * Deletes the account's stored evidence for collections of the school after a withdrawal, even when the school has a
 * copy. Returns the number of pictures.
 */
export async function dropEvidenceFor(
  tx: Transaction,
  clock: EvidenceDeps["clock"],
  accountId: string,
  schoolCode: string,
): Promise<number> {
  // A concurrent upload holds the row lock: it is either visible here or sees that the consent is withdrawn.
  const ownRow = await tx
    .select({ id: collections.id })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(collections.accountId, accountId), eq(projects.schoolCode, schoolCode)))
    .for("update", { of: collections });
  const ids = ownRow.map(({ id }) => id);
  return ids.length === 0
    ? 0
    : dropEvidence(tx, clock, inArray(identityEvidence.collectionId, ids));
}

const whereOfCollection = (collectionId: string) => eq(identityEvidence.collectionId, collectionId);

async function dropEvidence(
  tx: Transaction,
  clock: EvidenceDeps["clock"],
  condition: ReturnType<typeof and>,
): Promise<number> {
  const deleted = await tx
    .delete(identityEvidence)
    .where(condition)
    .returning({ key: identityEvidence.objectKey });
  await dropObjects(
    tx,
    clock,
    deleted.map(({ key }) => key),
    null,
  );
  return deleted.length;
}

/** Reads the outcome for the photo that the registry is examining. */
async function outcomeOf(db: Database, collectionId: string) {
  const whereOpen = and(
    eq(registryItems.collectionId, collectionId),
    eq(registryItems.state, "open"),
  );
  const [row] = await db
    .select({ identity: registryItems.identity })
    .from(registryItems)
    .where(and(whereOpen, isNotNull(registryItems.identity)));
  return row?.identity ?? null;
}
