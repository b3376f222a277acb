/** What a page shows comes from the service: asked for when the page comes to the front, and again on demand. */
import type { JsonRouteName, Problem, RouteAnswer } from "@gradphoto/contract/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { usePageShown } from "../platform/navigation.ts";
import { call, type Input } from "./call.ts";

export interface Shown<Value> {
  /** null until the first answer; stays while a later one is under way. */
  readonly value: Value | null;
  /** Why the last try gave nothing. */
  readonly problem: Problem | null;
  readonly again: () => Promise<void>;
  /** Puts a newer answer in place. */
  readonly put: (value: Value) => void;
}

/** `input` null: nothing is asked yet. */
export function useAnswer<Name extends JsonRouteName>(name: Name, input: Input<Name> | null): Shown<RouteAnswer<Name>> {
  const [value, put] = useState<RouteAnswer<Name> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(input);
  latest.current = input;
  const turn = useRef(0);
  const key = JSON.stringify(input);
  const again = useCallback(async () => {
    if (latest.current === null) return;
    turn.current += 1;
    const mine = turn.current;
    const answer = await call(name, latest.current);
    // An older answer that comes late never covers a newer one.
    if (mine !== turn.current) return;
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) put(answer.value);
  }, [name]);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    void again();
  }, [again, key]);
  const shownBefore = useRef(false);
  usePageShown(() => {
    if (shownBefore.current) void again();
    shownBefore.current = true;
  });
  return { value, problem, again, put };
}
