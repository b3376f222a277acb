/**
 * Identification on a helper's phone: checks that a code belongs to the day, and opens a session for its student after
 * the last four characters.
 */

import { collectionStates, isFinal, isFrozen } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import type { CollectionRow } from "../core/collection/lock-collection.ts";
import { maskName } from "../core/collection/mask-student.ts";
import { uploadRefusal } from "../core/collection/own-collection.ts";
import { identityHashOf } from "../core/collection/person.ts";
import { consentRefusal } from "../core/collection/read-consents.ts";
import { budgets } from "../core/limits.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { collections, persons } from "../infra/db/schema/index.ts";
import { networkOf } from "../infra/rate-limit.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";
import type { CodeInHand, SiteDayDeps } from "./deps.ts";
import {
  byShootingLink,
  findOpenSiteDay,
  lastUploadAt,
  type StoredSiteDay,
} from "./find-site-day.ts";

export async function checkSiteCode(
  deps: SiteDayDeps,
  { token, text }: ParsedInput<"checkSiteCode">["body"],
  { address }: Pick<Call, "address">,
): Promise<RouteAnswer<"checkSiteCode"> | Refusal> {
  const opened = await openOnSite(deps, token, text);
  if (isRefusal(opened)) return opened;
  const attemptsLeft = await deps.codes.attemptsLeft({ ...opened, ...onSite(opened, address) });
  return isRefusal(attemptsLeft) ? attemptsLeft : { attemptsLeft };
}

export async function identifySiteStudent(
  deps: SiteDayDeps,
  { token, text, lastFour }: ParsedInput<"identifySiteStudent">["body"],
  { address }: Pick<Call, "address">,
): Promise<RouteAnswer<"identifySiteStudent"> | Refusal> {
  const { db, clock, searchHash, codes, openHelper } = deps;
  const opened = await openOnSite(deps, token, text);
  if (isRefusal(opened)) return opened;
  const { code, codeHash, siteDay, project } = opened;
  const student = await codes.prove({ code, codeHash, text, lastFour, ...onSite(opened, address) });
  if (isRefusal(student)) return student;
  const identityHash = identityHashOf(searchHash, student, lastFour);
  const collection = await findCollection(db, project.id, { codeHash, identityHash });
  const refusal = await shootingRefusal(db, collection, project.schoolCode);
  if (collection === null || refusal) return refusal ?? refuse("site-not-started", {});
  const { id: collectionId, accountId } = collection;
  const expiresAt = lastUploadAt(siteDay.day, project);
  const session = await inTransaction(db, async (tx) => {
    const opening = await openHelper(tx, {
      siteDayId: siteDay.id,
      collectionId,
      accountId,
      expiresAt,
    });
    await appendAudit(tx, clock, "helper", "identified-on-site", `collection:${collectionId}`, {
      siteDay: siteDay.id,
    });
    return opening;
  });
  return { token: session, expiresAt: expiresAt.toISOString(), nameMasked: maskName(student.name) };
}

const onSite = ({ siteDay }: StoredSiteDay, address: string) => ({
  cameraCode: siteDay.shootingSha256,
  network: networkOf(address),
});

async function openOnSite(
  { db, clock, codes, rateLimits }: SiteDayDeps,
  token: string,
  text: string,
): Promise<(StoredSiteDay & CodeInHand) | Refusal> {
  const dayOfLink = await findOpenSiteDay(db, byShootingLink(token), clock());
  if ("refused" in dayOfLink) return dayOfLink;
  // Guesses are counted per camera code. Nobody without it causes requests to the issuer, and staff renew a leaked one.
  const retryAfterS = await rateLimits.spend(budgets.siteCode, dayOfLink.siteDay.shootingSha256);
  if (retryAfterS !== null) return refuse("too-many-requests", { retryAfterS });
  const opened = await codes.open(text);
  if (isRefusal(opened)) return opened;
  const { code } = opened;
  const { schoolCode, educationCategory, graduationYear } = dayOfLink.project;
  const isOfProject =
    code.schoolCode === schoolCode &&
    code.category === educationCategory &&
    code.graduationYear === graduationYear;
  return isOfProject ? { ...dayOfLink, ...opened } : refuse("site-wrong-project", {});
}

/** Finds the collection by its code, or by the person when the student has a newer code. */
async function findCollection(
  db: Database,
  projectId: string,
  { codeHash, identityHash }: { readonly codeHash: SearchHash; readonly identityHash: SearchHash },
): Promise<CollectionRow | null> {
  const inProject = eq(collections.projectId, projectId);
  const ofCode = await db
    .select({ collection: collections })
    .from(collections)
    .where(and(inProject, eq(collections.codeHash, codeHash)));
  const ofPerson = await db
    .select({ collection: collections })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(inProject, eq(persons.identityHash, identityHash)));
  // Skips closed and refunded collections, because the student may have started a new one.
  const alive = [...ofCode, ...ofPerson].find(
    ({ collection: { state } }) => !isFinal(state) || isFrozen(state),
  );
  return alive?.collection ?? null;
}

async function shootingRefusal(
  db: Database,
  collection: CollectionRow | null,
  schoolCode: string,
): Promise<Refusal | null> {
  if (collection === null) return refuse("site-not-started", {});
  const { state, accountId } = collection;
  if (state === "verified") return refuse("site-not-paid", {});
  if (uploadRefusal(collection, "helper")) {
    return refuse("site-nothing-to-shoot", { state: collectionStates[state].label });
  }
  return (await consentRefusal(db, accountId, schoolCode))
    ? refuse("site-consent-missing", {})
    : null;
}
