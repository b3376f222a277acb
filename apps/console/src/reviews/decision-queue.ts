/**
 * Queue of decisions to send: one after another, retried while the problem may pass, stored per account until
 * confirmed.
 */
import type {
  Answer,
  JsonRouteName,
  Problem,
  RouteAnswer,
  RouteInput,
} from "@gradphoto/domain/client";
import {
  type Mutation,
  MutationObserver,
  type QueryClient,
  useMutationState,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { call } from "../lib/client.ts";
import { RefusedError } from "../lib/use-answer.ts";
import {
  dropStored,
  readAccountItem,
  storedAccounts,
  writeAccountItem,
} from "./account-storage.ts";

/** Ends a task in hand: a decision, or moving it elsewhere undecided. */
export type Outcome =
  | RouteInput<"decide", never>["body"]["decision"]
  | { readonly outcome: "release"; readonly leftTo: "others" | "anyone" }
  | { readonly outcome: "look-closer" };

export type Rejection = Extract<Outcome, { readonly outcome: "reject" }>;

export interface QueuedDecision {
  /** Account of the decision, which is sent under no other. */
  readonly staffId: string;
  readonly decisionId: string;
  readonly taskId: string;
  readonly attemptId: string;
  readonly nameMasked: string;
  readonly decision: Outcome;
  readonly madeAt: string;
  readonly lookMs: number;
}

export const isDecision = ({ decision: { outcome } }: QueuedDecision): boolean =>
  outcome !== "release" && outcome !== "look-closer";

/** True for problems that may be temporary: the network, a service at its limit or down, an ended session. */
export const isTemporaryProblem = ({ status }: Pick<Problem, "status">): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500;

const mutationKey = ["decide"];
const storeName = "decisions";
const retryAfterMs = 2000;
const settledRetentionMs = 60_000;
/** Longest normal time of an answer. */
const lateMs = 3000;

/** Thrown while another account is signed in in this browser: the decision waits for its own account. */
class OtherAccount extends Error {}
/** Thrown once the decision was dropped. */
class Dropped extends Error {}

/** null: the outcome was not a decision. */
type Confirmed = RouteAnswer<"decide"> | null;

/** Decisions made on this page and never sent. While they are not late, the session is still the one of this page. */
const previouslyUnsent = new Set<string>();

async function send(one: QueuedDecision, client: QueryClient): Promise<Confirmed> {
  if (!pendingOf(client).some(({ queued }) => queued.decisionId === one.decisionId))
    throw new Dropped();
  const isFirst =
    previouslyUnsent.delete(one.decisionId) && Date.now() - Date.parse(one.madeAt) < lateMs;
  if (!isFirst && accepted(await call("readStaffAccount", {})).staffId !== one.staffId)
    throw new OtherAccount();
  const { decisionId, taskId, attemptId, decision, madeAt, lookMs } = one;
  if (decision.outcome === "release") {
    accepted(await call("releaseTask", { params: { taskId }, body: { leftTo: decision.leftTo } }));
    return null;
  }
  if (decision.outcome === "look-closer") {
    accepted(await call("lookCloser", { params: { taskId } }));
    return null;
  }
  const body = { taskId, attemptId, decision, madeAt, lookMs };
  return accepted(await call("decide", { params: { decisionId }, body }));
}

function accepted<Name extends JsonRouteName>(answer: Answer<Name>): RouteAnswer<Name> {
  if (answer.ok) return answer.value;
  throw new RefusedError(answer.problem);
}

/** Prepares a client of the page for decisions; called once. */
export function prepareDecisions(client: QueryClient): void {
  client.setMutationDefaults<Confirmed, Error, QueuedDecision>(mutationKey, {
    mutationFn: (queued) => send(queued, client),
    retry: (_, error) =>
      error instanceof OtherAccount ||
      (error instanceof RefusedError && isTemporaryProblem(error.problem)),
    retryDelay: retryAfterMs,
    gcTime: settledRetentionMs,
  });
  client.getMutationCache().subscribe(({ mutation }) => {
    const queued: unknown = mutation?.state.variables;
    if (!isQueuedDecision(queued)) return;
    const own = pendingOf(client).filter((one) => one.queued.staffId === queued.staffId);
    writeAccountItem(
      queued.staffId,
      storeName,
      own.length === 0 ? null : JSON.stringify(own.map((one) => one.queued)),
    );
  });
  addEventListener("beforeunload", (event) => {
    if (pendingOf(client).length > 0) event.preventDefault();
  });
}

export function submit(client: QueryClient, queued: QueuedDecision): void {
  previouslyUnsent.add(queued.decisionId);
  start(client, queued);
}

function start(client: QueryClient, queued: QueuedDecision): void {
  const observer = new MutationObserver<Confirmed, Error, QueuedDecision>(client, {
    mutationKey,
    scope: { id: queued.staffId },
  });
  // Destroyed, because a remaining observer keeps the settled mutation in the cache.
  void observer
    .mutate(queued)
    .catch(() => undefined)
    .finally(() => observer.reset());
}

interface Pending {
  readonly queued: QueuedDecision;
  readonly isLate: boolean;
  readonly mutation: Mutation;
}

const readPending = (mutation: Mutation): readonly Pending[] => {
  const { status, variables, submittedAt, failureCount } = mutation.state;
  if (status !== "pending" || !isQueuedDecision(variables)) return [];
  const isLate = failureCount > 0 || Date.now() - submittedAt >= lateMs;
  return [{ queued: variables, isLate, mutation }];
};

/** Neither confirmed nor refused, oldest first. */
const pendingOf = (client: QueryClient): readonly Pending[] =>
  client.getMutationCache().findAll({ mutationKey }).flatMap(readPending);

export const isUnsent = (client: QueryClient, taskId: string): boolean =>
  pendingOf(client).some(({ queued }) => queued.taskId === taskId);

export const useUnsentDecisions = (): readonly Pick<Pending, "queued" | "isLate">[] =>
  useMutationState({ filters: { mutationKey, status: "pending" }, select: readPending }).flat();

/**
 * Calls the listener once for each decision that was confirmed (`problem` is null) or refused, also for one from before
 * a reload.
 */
export function useDecisionResult(
  listener: (queued: QueuedDecision, problem: Problem | null, answer: Confirmed) => void,
): void {
  const client = useQueryClient();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== "updated" || !/^(success|error)$/.test(event.action.type)) return;
        const { variables, error, data }: Mutation<Confirmed, Error, unknown>["state"] =
          event.mutation.state;
        if (!isQueuedDecision(variables) || error instanceof Dropped) return;
        latest.current(
          variables,
          error instanceof RefusedError ? error.problem : null,
          data ?? null,
        );
      }),
    [client],
  );
}

/**
 * Waits for the account's last decision, until it counts as late. Resolves to null when every decision was confirmed or
 * refused.
 */
export async function waitForLastDecision(
  client: QueryClient,
  staffId: string,
): Promise<"refused" | QueuedDecision | null> {
  const last = pendingOf(client).findLast(
    ({ queued }) => queued.staffId === staffId && isDecision(queued),
  );
  if (!last) return null;
  const { mutation, queued } = last;
  await new Promise<void>((done) => {
    const end = (): void => {
      stop();
      clearTimeout(timer);
      done();
    };
    const isOpen = (): boolean => readPending(mutation)[0]?.isLate === false;
    const stop = client.getMutationCache().subscribe(() => isOpen() || end());
    const timer = setTimeout(end, Math.max(0, mutation.state.submittedAt + lateMs - Date.now()));
    if (!isOpen()) end();
  });
  const { status } = mutation.state;
  return status === "pending" ? queued : status === "error" ? "refused" : null;
}

/** Sends what this tab stored for the account before it was reloaded. */
export function resumeDecisions(client: QueryClient, staffId: string): void {
  const pending = pendingOf(client);
  for (const queued of storedFor(staffId)) {
    if (!pending.some((one) => one.queued.decisionId === queued.decisionId)) start(client, queued);
  }
}

/** Drops the stored decisions of other accounts. Returns their number. */
export function dropDecisionsOfOthers(client: QueryClient, staffId: string): number {
  const others = storedAccounts().filter((one) => one !== staffId);
  const dropped = others.flatMap(storedFor).filter(isDecision).length;
  const cache = client.getMutationCache();
  for (const { queued, mutation } of pendingOf(client))
    if (queued.staffId !== staffId) cache.remove(mutation);
  for (const one of others) dropStored(one);
  return dropped;
}

/** The number of unconfirmed decisions in this tab, of any account. */
export const countStored = (): number =>
  storedAccounts().flatMap(storedFor).filter(isDecision).length;

function storedFor(staffId: string): readonly QueuedDecision[] {
  try {
    const stored: unknown = JSON.parse(readAccountItem(staffId, storeName) ?? "[]");
    return Array.isArray(stored)
      ? stored.filter(isQueuedDecision).filter((one) => one.staffId === staffId)
      : [];
  } catch {
    return [];
  }
}

const texts = ["staffId", "decisionId", "taskId", "attemptId", "nameMasked", "madeAt"];

/** Stored data may be damaged; the service refuses what it cannot read. */
function isQueuedDecision(value: unknown): value is QueuedDecision {
  if (typeof value !== "object" || value === null) return false;
  const { decision, lookMs, ...rest }: Readonly<Record<string, unknown>> = { ...value };
  return (
    texts.every((name) => typeof rest[name] === "string") &&
    typeof lookMs === "number" &&
    typeof decision === "object" &&
    decision !== null &&
    "outcome" in decision
  );
}
