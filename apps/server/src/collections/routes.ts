/** Handlers of the student's collections. */
import { and, eq, isNotNull } from "drizzle-orm";
import { accountOf, handlersOf, isRefusal, refuse } from "../core/call.ts";
import { findOwnCollection } from "../core/collection/own-collection.ts";
import { listCollections, readCollection } from "../core/collection/read-collection.ts";
import { specInForce } from "../core/photo-standard/read-photo-specs.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Database } from "../infra/db/database.ts";
import { accounts } from "../infra/db/schema/index.ts";
import { correctIdentity } from "./correct-identity.ts";
import { startCollection } from "./start-collection.ts";
import { appealRejection, submitAttempt, withdrawOwnSubmission } from "./submit-attempt.ts";

/**
 * Returns true if the account has a phone number. It is provided at sign-in; a client without one has bypassed that
 * step.
 */
const hasPhone = async (db: Database, accountId: string): Promise<boolean> =>
  (await db.$count(accounts, and(eq(accounts.id, accountId), isNotNull(accounts.phone)))) > 0;

export const collectionHandlers = (
  deps: Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "specFiles">,
) =>
  handlersOf({
    startCollection: async ({ body }, call) => {
      const accountId = accountOf(call);
      if (!(await hasPhone(deps.db, accountId))) return refuse("phone-missing", {});
      const started = await startCollection(deps, body.readingId, accountId);
      if (isRefusal(started)) return started;
      return readCollection(deps.db, deps.sealer, started, { accountId, role: call.caller.role });
    },
    listCollections: async (_, call) => listCollections(deps.db, accountOf(call)),
    readCollection: async ({ params }, call) =>
      readCollection(deps.db, deps.sealer, params.collectionId, {
        accountId: accountOf(call),
        role: call.caller.role,
      }),
    readPhotoSpec: async ({ params }, call) => {
      const own = await findOwnCollection(deps.db, accountOf(call), params.collectionId);
      return own
        ? { spec: await specInForce(deps.db, own.collection.spec) }
        : refuse("not-found", {});
    },
    submitAttempt: ({ params, body }, call) =>
      submitAttempt(deps, params.collectionId, body.attemptId, call),
    withdrawOwnSubmission: ({ params }, call) =>
      withdrawOwnSubmission(deps, params.collectionId, call),
    appealRejection: ({ params, body }, call) =>
      appealRejection(deps, params.collectionId, body, call),
    correctIdentity: ({ params, body }, call) =>
      correctIdentity(deps, params.collectionId, body.readingId, call),
  });
