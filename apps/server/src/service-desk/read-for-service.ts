/** One collection at the service desk: masked, with its complete history and the possible actions. */
import {
  type Bilingual,
  type CollectionState,
  canMove,
  collectionStates,
  isFinal,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, isRefusal, type Refusal, staffOf } from "../core/call.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import type { Clock } from "../infra/clock.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { auditEntries } from "../infra/db/schema/index.ts";
import { readCases } from "./cases/case-rows.ts";
import type { ServiceDeskDeps } from "./deps.ts";
import { readTimeLine } from "./time-line/time-line.ts";

/** Views within this time count as one visit, because an open page polls. */
const visitMs = 300_000;

const action = "look-at-collection";

/** Records who views a student's data before it is displayed, once per visit. */
async function recordLook(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  collectionId: string,
  actor: string,
): Promise<void> {
  const subject = `collection:${collectionId}`;
  const since = new Date(clock().getTime() - visitMs);
  const [previous] = await db
    .select({ place: auditEntries.place })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subject, subject),
        eq(auditEntries.actor, actor),
        eq(auditEntries.action, action),
        gt(auditEntries.at, since),
      ),
    )
    .limit(1);
  if (!previous) await inTransaction(db, (tx) => appendAudit(tx, clock, actor, action, subject));
}

/** Returns the reason why the submission cannot be withdrawn; null when it can. */
function whyNoWithdrawal(state: CollectionState): Bilingual | null {
  if (canMove(state, "withdraw", "service")) return null;
  if (canMove(state, "upload", "student"))
    return {
      zh: "没有审核中的照片，无需撤回：学生还有次数时可以直接拍照或重拍。",
      en: "Nothing is in review, so there is nothing to withdraw: while attempts are left, the student can take or retake a photo.",
    };
  const { zh, en } = collectionStates[state].label;
  return {
    zh: `现在是“${zh}”，没有审核中的照片可以撤回。`,
    en: `The state is “${en}”: nothing is in review that could be withdrawn.`,
  };
}

/** Returns the reason why a correction cannot be opened; null when it can. */
function whyNoCorrection(state: CollectionState): Bilingual | null {
  if (canMove(state, "correct-identity", "student")) return null;
  const { zh, en } = collectionStates[state].label;
  return isFinal(state)
    ? {
        zh: `现在是“${zh}”，信息不能再更正。`,
        en: `The state is “${en}”: the data cannot be corrected any more.`,
      }
    : {
        zh: `现在是“${zh}”，信息暂时不能更正。`,
        en: `The state is “${en}”: the data cannot be corrected now.`,
      };
}

export async function readForService(
  deps: ServiceDeskDeps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"readCollectionForService"> | Refusal> {
  const { db, clock, sealer, objects, resendStatus, refundStatus } = deps;
  const read = await readCollection(db, sealer, collectionId, {
    accountId: null,
    role: call.caller.role,
  });
  if (isRefusal(read)) return read;
  const { history: _, moves: __, ...collection } = read;
  const { state } = collection;
  await recordLook({ db, clock }, collectionId, auditActor(call));
  const [story, cases, resendMessage, startRefund] = await Promise.all([
    readTimeLine({ db, sealer, objects }, collectionId),
    readCases(deps, collectionId, call),
    resendStatus(collectionId),
    refundStatus(collectionId, staffOf(call)),
  ]);
  return {
    ...collection,
    ...story,
    cases,
    actions: {
      withdraw: { refusal: whyNoWithdrawal(state) },
      openCorrection: { refusal: whyNoCorrection(state) },
      resendMessage,
      startRefund,
    },
  };
}
