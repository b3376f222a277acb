/**
 * Chains the audit log while a worker runs. One worker chains at a time, immediately while rows arrive, otherwise once
 * a second.
 */
import type { Clock } from "../../infra/clock.ts";
import { auditHead } from "../../infra/db/schema/index.ts";
import { faultFields, type Log } from "../../infra/log.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { storeHead } from "./audit-heads.ts";
import {
  type AuditLog,
  type ChainOutcome,
  chainBatch,
  chainWaiting,
  rowsAtOnce,
} from "./chain-batch.ts";

/** Copies the head of the audit log out of the database, into the object store and the process log. */
interface PublishDeps extends AuditLog {
  readonly clock: Clock;
  /** Store of the heads, which are not encrypted, because auditors read them. */
  readonly objects: ObjectStore;
  readonly log: Pick<Log, "info">;
}

/** Returns a job that runs each minute. It returns 1 when the head has moved since the previous run of this process. */
export function createPublishHead({
  db,
  keys,
  clock,
  objects,
  log,
}: PublishDeps): () => Promise<number> {
  let lastHash = "";
  return async () => {
    await chainWaiting({ db, keys });
    const [head] = await db.select().from(auditHead);
    if (!head || head.keyId === null || head.hash === lastHash || keys.ageOf(head.keyId) === null)
      return 0;
    const { seq, hash, keyId } = head;
    const line = await storeHead(objects, keys, { seq, hash, keyId, at: clock() });
    log.info({ auditHead: line }, "the end of the audit log");
    lastHash = hash;
    return 1;
  };
}

export interface ChainingDeps extends AuditLog {
  readonly log: Pick<Log, "error" | "warn">;
}

const busyPauseMs = 100;
const idlePauseMs = 1000;
/** Rows wait safely in the outbox while the database is unavailable. */
const faultPauseMs = 5000;

const faults = {
  "key-missing":
    "the newest key of the audit log is not in GRADPHOTO_AUDIT_KEYS; its rows wait for a worker that has it",
  "row-missing":
    "a row was removed from the audit outbox; those after it wait, docs/operations/runbook.md says what to do",
};

/**
 * Chains rows until the returned function is called. Polls instead of using NOTIFY, which would serialize the commits
 * of all writers.
 */
export function runChaining({ log, ...auditLog }: ChainingDeps): () => Promise<void> {
  const stopping = new AbortController();
  const chaining = loop(auditLog, log, stopping.signal);
  return async () => {
    stopping.abort();
    await chaining;
  };
}

async function loop(
  auditLog: AuditLog,
  log: ChainingDeps["log"],
  stopping: AbortSignal,
): Promise<void> {
  let logged: string | null = null;
  while (!stopping.aborted) {
    let pauseMs = faultPauseMs;
    try {
      const outcome = await chainBatch(auditLog);
      const fault = typeof outcome === "object" || outcome === "busy" ? null : faults[outcome];
      if (fault !== null && fault !== logged) log.error(fault);
      logged = fault;
      pauseMs = pauseAfter(outcome);
    } catch (error) {
      log.warn(faultFields(error), "the audit log could not be chained; it is tried again");
    }
    await pause(pauseMs, stopping);
  }
}

function pauseAfter(outcome: ChainOutcome): number {
  if (typeof outcome !== "object" || outcome.chained === 0) return idlePauseMs;
  return outcome.chained < rowsAtOnce ? busyPauseMs : 0;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
