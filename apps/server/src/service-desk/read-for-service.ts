/** One collection at customer service's desk: masked, with its whole story and what may be done about it now. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type Call, isRefusal, type Refusal } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { readCollection } from "../core/collection/read-collection.ts";
import { readCases } from "./cases/case-rows.ts";
import type { ServiceDeskDeps } from "./deps.ts";
import { recordLook } from "./record-look.ts";
import { readTimeLine } from "./time-line/time-line.ts";
import { whyNoCorrection, whyNoWithdrawal } from "./why-not-now.ts";

export async function readForService(
  deps: ServiceDeskDeps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"readCollectionForService"> | Refusal> {
  const { db, clock, sealer, objects, resendStatus, refundStatus } = deps;
  const read = await readCollection(db, sealer, collectionId, { accountId: null, role: call.caller.role });
  if (isRefusal(read)) return read;
  const { history: _, moves: __, ...collection } = read;
  const { state } = collection;
  await recordLook({ db, clock }, collectionId, `${call.caller.role}:${staffOf(call)}`);
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
