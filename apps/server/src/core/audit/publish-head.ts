/** Sends the end of the audit log out of the database: into the object store and into the log of the process. */

import type { Clock } from "../../infra/clock.ts";
import { auditHead } from "../../infra/db/schema/index.ts";
import type { Log } from "../../infra/log.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { keepHead } from "./audit-heads.ts";
import { type AuditLog, chainWaiting } from "./chain-audit.ts";

export interface PublishDeps extends AuditLog {
  readonly clock: Clock;
  /** Not encrypted: auditors read it. */
  readonly objects: ObjectStore;
  readonly log: Pick<Log, "info">;
}

/** Answers a job that runs each minute: 1 where the end has moved since this process looked last. */
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
