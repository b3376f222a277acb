/** Query of the service for a page: requested when the page comes to the front, and on demand. */
import type { PhotoSpec } from "@gradphoto/domain";
import type { JsonRouteName, Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { usePageVisible } from "../platform/navigation.ts";
import { sessionToken, useSessionToken } from "../state/session.ts";
import { call, type Input } from "./call.ts";

export interface AnswerState<Value> {
  /** null until the first answer; stays while a later request runs, but not for another session. */
  readonly value: Value | null;
  /** Why the last request failed. */
  readonly problem: Problem | null;
  readonly refetch: () => Promise<void>;
  /** Replaces the value by a newer answer. */
  readonly put: (value: Value) => void;
}

/** `input` null: no request is made. */
export function useAnswer<Name extends JsonRouteName>(
  name: Name,
  input: Input<Name> | null,
): AnswerState<RouteAnswer<Name>> {
  const token = useSessionToken();
  const [answered, setAnswered] = useState<{
    value: RouteAnswer<Name>;
    token: string | null;
  } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(input);
  latest.current = input;
  const turn = useRef(0);
  const visible = useRef(0);
  const inProgress = useRef(0);
  // Tied to the session that made the request, so that only its student sees the answer.
  const put = useCallback((value: RouteAnswer<Name>) => setAnswered({ value, token }), [token]);
  const refetch = useCallback(async (): Promise<void> => {
    if (latest.current === null) return;
    const question = JSON.stringify(latest.current);
    const asker = sessionToken();
    turn.current += 1;
    const ownTurn = turn.current;
    inProgress.current += 1;
    const answer = await call(name, latest.current);
    inProgress.current -= 1;
    // An older answer never replaces a newer one, and an answer to another input is dropped. An answer in its turn
    // counts, whatever was requested since.
    if (ownTurn < visible.current || question !== JSON.stringify(latest.current)) return;
    visible.current = ownTurn;
    if (answer.ok && asker !== sessionToken()) return refetch();
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setAnswered({ value: answer.value, token: asker });
  }, [name]);
  const key = JSON.stringify([input, token]);
  const question = useRef<string | null>(null);
  useEffect(() => {
    if (question.current === key) return;
    question.current = key;
    // The request under way reports why the session has ended.
    if (token === null && inProgress.current > 0) return;
    void refetch();
  }, [refetch, key, token]);
  const previousAnswer = useRef(false);
  usePageVisible(() => {
    if (previousAnswer.current) void refetch();
    previousAnswer.current = true;
  });
  return { value: answered?.token === token ? answered.value : null, problem, refetch, put };
}

/**
 * Last known spec by collection: a later page has it without a network. The object stays identical while its numbers
 * do, because dependents restart on another object.
 */
const specs = new Map<string, PhotoSpec>();

/** Without it this phone gives no guidance and only the service checks, so a problem needs no message. */
export function usePhotoSpec(collectionId: string): PhotoSpec | null {
  const { value } = useAnswer(
    "readPhotoSpec",
    collectionId === "" ? null : { params: { collectionId } },
  );
  const previous = specs.get(collectionId);
  if (value && JSON.stringify(value.spec) !== JSON.stringify(previous))
    specs.set(collectionId, value.spec);
  return specs.get(collectionId) ?? null;
}
