/** Query of the service for a page: requested when the page opens, and displayed only for the input that it answers. */
import type { JsonRouteName, Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { call, type Input } from "./client.ts";

/** A refusal of the service, thrown so that the query library treats it as an error. */
export class RefusedError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export interface AnswerState<Value> {
  /** undefined until the service has answered. */
  readonly value: Value | undefined;
  /** `value` answers the previous query about the same subject. */
  readonly isEarlier: boolean;
  /** `value` is older than a change made here, and is being requested again. */
  readonly isOutdated: boolean;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly refetch: () => void;
}

export interface AnswerOptions {
  /** Polling interval. */
  readonly everyMs?: number;
  /**
   * Subject of the query, which paging and filtering do not change: its previous answer stays until the next arrives.
   * Without it nothing stays, so that figures never appear under a query that they do not answer.
   */
  readonly about?: string;
}

/** `input` null: no request is made. */
export function useAnswer<Name extends JsonRouteName>(
  name: Name,
  input: Input<Name> | null,
  { everyMs, about }: AnswerOptions = {},
): AnswerState<RouteAnswer<Name>> {
  const queries = useQueryClient();
  const query = useQuery<RouteAnswer<Name>>({
    queryKey: [name, input],
    enabled: input !== null,
    meta: { about },
    placeholderData: (value, query) =>
      about !== undefined && query?.meta?.about === about ? value : undefined,
    refetchInterval: everyMs ?? false,
    queryFn: async (): Promise<RouteAnswer<Name>> => {
      if (input === null) throw new Error(`${name} was asked without its input`);
      const answer = await call(name, input);
      if (!answer.ok) throw new RefusedError(answer.problem);
      return answer.value;
    },
  });
  return {
    value: query.data,
    isEarlier: query.isPlaceholderData,
    isOutdated: query.isFetching && queries.getQueryState([name, input])?.isInvalidated === true,
    problem: query.error instanceof RefusedError ? query.error.problem : null,
    loading: query.isFetching,
    refetch: () => void query.refetch(),
  };
}

/** Returns a function that refetches all answers of the named routes. */
export function useInvalidate(): (...names: readonly JsonRouteName[]) => void {
  const queries = useQueryClient();
  return useCallback(
    (...names: readonly JsonRouteName[]) => {
      for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
    },
    [queries],
  );
}

const pauseMs = 300;

/** Returns the value once it has not changed for a while, so that typed text is queried when typing pauses. */
export function useDebouncedValue<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
