/**
 * Helper link: the student creates it and one phone claims it. It ends by expiry, a newer link, a submission or the end
 * of the collection. The helper sees the status of the photo that they took.
 */

import { createHash } from "node:crypto";
import {
  attemptStates,
  type Bilingual,
  type CollectionState,
  groupFindings,
  isFinal,
  optionalAdvice,
  shouldRetake,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt, gte, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Caller, type Refusal, refuse, studentActor } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { findOwnCollection, uploadRefusal } from "../core/collection/own-collection.ts";
import { consentRefusal } from "../core/collection/read-consents.ts";
import { specInForce } from "../core/photo-standard/read-photo-specs.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import {
  attempts,
  collectionHistory,
  collections,
  helperLinks,
  projects,
  sessions,
} from "../infra/db/schema/index.ts";

export type LinkDeps = Pick<ServiceDeps, "db" | "clock" | "ids" | "randomBytes">;

type LinkRow = typeof helperLinks.$inferSelect;

const validMs = 30 * 60_000;
const tokenBytes = 32;

const sha256 = (token: string): string => createHash("sha256").update(token).digest("hex");
const tokenOf = ({ randomBytes }: LinkDeps): string =>
  Buffer.from(randomBytes(tokenBytes)).toString("base64url");

/**
 * Creates a link. Revokes every earlier link of the student, and the sessions of phones that claimed it. Sessions of a
 * site day remain.
 */
export async function issueHelperLink(deps: LinkDeps, accountId: string, collectionId: string) {
  const { db, clock, ids } = deps;
  const own = await findOwnCollection(db, accountId, collectionId);
  if (!own) return refuse("not-found", {});
  const refusal =
    uploadRefusal(own.collection, "helper") ??
    (await consentRefusal(db, accountId, own.project.schoolCode));
  if (refusal) return refusal;
  const token = tokenOf(deps);
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + validMs);
  const id = ids();
  await inTransaction(db, async (tx) => {
    await lockCollection(tx, collectionId);
    await revokeLinks(tx, createdAt, collectionId);
    await tx
      .insert(helperLinks)
      .values({ id, collectionId, tokenSha256: sha256(token), createdAt, expiresAt });
    await appendAudit(
      tx,
      clock,
      studentActor(accountId),
      "issue-helper-link",
      `collection:${collectionId}`,
      {
        link: id,
      },
    );
  });
  return { token, expiresAt: expiresAt.toISOString() };
}

async function revokeLinks(tx: Transaction, now: Date, collectionId: string): Promise<void> {
  const alive = and(
    eq(helperLinks.collectionId, collectionId),
    isNull(helperLinks.revokedAt),
    isNull(helperLinks.siteDayId),
  );
  const revoked = await tx.update(helperLinks).set({ revokedAt: now }).where(alive).returning();
  for (const { sessionSha256 } of revoked) {
    if (sessionSha256 === null) continue;
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(eq(sessions.tokenSha256, sessionSha256));
  }
}

/** Claims a link. The first phone gets the session; later ones get the same refusal as for an invalid link. */
export async function claimHelperLink(deps: LinkDeps, linkToken: string) {
  const { db, clock } = deps;
  const sessionToken = tokenOf(deps);
  const sessionSha256 = sha256(sessionToken);
  const now = clock();
  const sessionExpiresAt = new Date(now.getTime() + validMs);
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .select({
        link: helperLinks,
        accountId: collections.accountId,
        state: collections.state,
        albumAllowed: projects.albumAllowed,
      })
      .from(helperLinks)
      .innerJoin(collections, eq(collections.id, helperLinks.collectionId))
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(eq(helperLinks.tokenSha256, sha256(linkToken)))
      .for("update", { of: helperLinks });
    const isOpen = row && row.link.claimedAt === null && row.link.expiresAt > now;
    if (!isOpen || (await hasEnded(tx, row.link, row.state)))
      return refuse("helper-link-ended", {});
    const { accountId, albumAllowed, link } = row;
    const { id, collectionId } = link;
    await tx.insert(sessions).values({
      tokenSha256: sessionSha256,
      accountId,
      role: "helper" satisfies Caller["role"],
      createdAt: now,
      expiresAt: sessionExpiresAt,
    });
    await tx
      .update(helperLinks)
      .set({ claimedAt: now, sessionSha256, sessionExpiresAt })
      .where(eq(helperLinks.id, id));
    await appendAudit(tx, clock, "helper", "claim-helper-link", `collection:${collectionId}`, {
      link: id,
    });
    return { token: sessionToken, expiresAt: sessionExpiresAt.toISOString(), albumAllowed };
  });
}

export interface HelperLink extends LinkRow {
  /** The student's account. */
  readonly accountId: string;
  readonly claimedAt: Date;
  readonly sessionExpiresAt: Date;
}

/** Returns the link of a helper's session, while it is valid. */
export async function linkOf(
  db: Database,
  { tokenSha256 }: Caller,
): Promise<HelperLink | Refusal<"helper-link-ended">> {
  const [row] = await db
    .select({ link: helperLinks, accountId: collections.accountId, state: collections.state })
    .from(helperLinks)
    .innerJoin(collections, eq(collections.id, helperLinks.collectionId))
    .where(eq(helperLinks.sessionSha256, tokenSha256 ?? ""));
  if (!row || (await hasEnded(db, row.link, row.state))) return refuse("helper-link-ended", {});
  const { accountId, link } = row;
  const { claimedAt, sessionExpiresAt } = link;
  if (claimedAt === null || sessionExpiresAt === null)
    throw new Error("A helper's session without an opened link");
  return { ...link, accountId, claimedAt, sessionExpiresAt };
}

/**
 * Returns true if the link was ended by revocation, the end of the collection, or a submission since then. Submitting a
 * photo does not update links.
 */
async function hasEnded(
  db: Database | Transaction,
  { collectionId, createdAt, revokedAt }: LinkRow,
  state: CollectionState,
): Promise<boolean> {
  if (revokedAt !== null || isFinal(state) || state === "refunding") return true;
  const submitted = await db.$count(
    collectionHistory,
    and(
      eq(collectionHistory.collectionId, collectionId),
      eq(collectionHistory.move, "submit"),
      gt(collectionHistory.at, createdAt),
    ),
  );
  return submitted > 0;
}

const waiting: Bilingual = {
  zh: "请按提示为同学拍照",
  en: "Please take the photo as the guide shows",
};
const maxAdvice = 5;

/** Reports if the photo was accepted and how to improve it. Contains no name and no picture. */
export async function helperStatus(
  db: Database,
  link: HelperLink,
): Promise<RouteAnswer<"helperStatus">> {
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
  const findings = taken?.report?.findings ?? [];
  const isBetterRetaken = shouldRetake(findings);
  return {
    albumAllowed,
    state: state ?? "waiting",
    label,
    verdict: taken?.verdict ?? null,
    advice: groupFindings(findings)
      .toLookAt.slice(0, maxAdvice)
      .map((finding) => (isBetterRetaken ? finding.advice : optionalAdvice(finding))),
    shouldRetake: isBetterRetaken,
    spec: await specInForce(db, collection.spec),
    mayUpload: uploadRefusal(collection, "helper") === null,
    expiresAt: link.sessionExpiresAt.toISOString(),
  };
}
