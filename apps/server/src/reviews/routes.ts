/** Handlers of the review routes: tasks, decisions, honeypots and review quality. */
import { allReviewReasons, reviewReasons } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type Handlers, staffOf } from "../core/call.ts";
import { readSetWords } from "../core/configuration/read-configuration.ts";
import type { Database } from "../infra/db/database.ts";
import { decide } from "./decide.ts";
import type { ReviewDeps } from "./deps.ts";
import { addHoneypot, endHoneypot, listHoneypots } from "./honeypots.ts";
import { listDecisions, readDecision } from "./list-decisions.ts";
import { listMyDecisions, listSeenOtherwise } from "./my-decisions.ts";
import { readReviewQuality } from "./quality.ts";
import { createMostMissed } from "./read-queue.ts";
import { readEarlierPhoto, readTask } from "./show-task.ts";
import { takeTasks } from "./take-tasks.ts";
import { endLease, listLeases, lookCloser, releaseTask } from "./tasks.ts";
import { recallDecision, undoDecision } from "./undo.ts";

export const reviewHandlers = (deps: ReviewDeps) => {
  const mostMissed = createMostMissed(deps);
  return {
    takeTasks: ({ body }, call) => takeTasks(deps, mostMissed, body, call),
    readTask: ({ params }, call) => readTask(deps, params.taskId, call),
    readEarlierPhoto: ({ params }, call) => readEarlierPhoto(deps, params, call),
    lookCloser: ({ params }, call) => lookCloser(deps, params.taskId, call),
    releaseTask: ({ params, body }, call) => releaseTask(deps, params.taskId, body.leftTo, call),
    endLease: ({ params }, call) => endLease(deps, params.taskId, call),
    listLeases: ({ query }) => listLeases(deps, query),

    decide: ({ params, body }, call) => decide(deps, params.decisionId, body, call),
    undoDecision: ({ params }, call) => undoDecision(deps, params.decisionId, call),
    recallDecision: ({ params }, call) => recallDecision(deps, params.decisionId, call),
    listDecisions: ({ query }) => listDecisions(deps, query),
    readDecision: ({ params }, call) => readDecision(deps, params.decisionId, call),
    listMyDecisions: (_input, call) => listMyDecisions(deps, call),
    listSeenOtherwise: (_input, call) => listSeenOtherwise(deps, staffOf(call)),

    readReasonAdvice: () => readReasonAdvice(deps.db),
    listHoneypots: ({ query }) => listHoneypots(deps, query),
    addHoneypot: ({ body }, call) => addHoneypot(deps, body, call),
    endHoneypot: ({ params }, call) => endHoneypot(deps, params.honeypotId, call),
    readReviewQuality: ({ query }) => readReviewQuality(deps, query),
  } satisfies Partial<Handlers>;
};

/** Reads the advice for students under each reason: the text that operators have set, otherwise the default. */
async function readReasonAdvice(db: Database): Promise<RouteAnswer<"readReasonAdvice">> {
  const set = await readSetWords(db, "reason-advice");
  return {
    reasons: allReviewReasons.map((code) => ({
      code,
      advice: set.get(code) ?? reviewReasons[code].advice,
    })),
  };
}
