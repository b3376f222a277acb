/** Copies the head of the audit log out of the database, into the object store and the process log. */

import type { Clock } from "../../infra/clock.ts";
import { auditHead } from "../../infra/db/schema/index.ts";
import type { Log } from "../../infra/log.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { keepHead } from "./audit-heads.ts";
import { type AuditLog, chainWaiting } from "./chain-audit.ts";

export interface PublishDeps extends AuditLog {
  readonly clock: Clock;
  /** Not encrypted, because auditors read it. */
  readonly objects: ObjectStore;
  readonly log: Pick<Log, "info">;
}

/** Returns a job that runs each minute. It returns 1 when the head has moved since the previous run of this process. */
export function createPublishHead({ db, keys, clock, objects, log }: PublishDeps): () => Promise<number> {
  let lastHash = "";
  return async () => {
    await chainWaiting({ db, keys });
    const [head] = await db.select().from(auditHead);
    if (!head || head.keyId === null || head.hash === lastHash || keys.ageOf(head.keyId) === null) return 0;
    const { seq, hash, keyId } = head;
    const line = await keepHead(objects, keys, { seq, hash, keyId, at: clock() });
    log.info({ auditHead: line }, "the end of the audit log");
    lastHash = hash;
    return 1;
  };
}
