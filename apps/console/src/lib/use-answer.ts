/** What a page shows comes from the service: asked when the page opens, and shown under its own question alone. */
import type { JsonRouteName, Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { call, type Input } from "./client.ts";

/** A refusal of the service, thrown so that the query tells it apart from a value. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export interface Answered<Value> {
  /** undefined until the question is answered. */
  readonly value: Value | undefined;
  /** `value` answers the question before, about the same. */
  readonly isEarlier: boolean;
  /** `value` is older than a change that was made here, and is requested again. */
  readonly isOutdated: boolean;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly refetch: () => void;
}

export interface AnswerOptions {
  /** Asks again by itself after so long. */
  readonly everyMs?: number;
  /**
   * What the question is about, where paging and narrowing ask it anew: the answer before about the same is kept until the
   * next one comes. Without it nothing is kept, so that figures never stand under a question they do not answer.
   */
  readonly about?: string;
}

/** `input` null: nothing is asked yet. */
export function useAnswer<Name extends JsonRouteName>(
  name: Name,
  input: Input<Name> | null,
  { everyMs, about }: AnswerOptions = {},
): Answered<RouteAnswer<Name>> {
  const queries = useQueryClient();
  const query = useQuery<RouteAnswer<Name>>({
    queryKey: [name, input],
    enabled: input !== null,
    meta: { about },
    placeholderData: (value, query) => (about !== undefined && query?.meta?.about === about ? value : undefined),
    refetchInterval: everyMs ?? false,
    queryFn: async (): Promise<RouteAnswer<Name>> => {
      if (input === null) throw new Error(`${name} was asked without its input`);
      const answer = await call(name, input);
      if (!answer.ok) throw new Refused(answer.problem);
      return answer.value;
    },
  });
  return {
    value: query.data,
    isEarlier: query.isPlaceholderData,
    isOutdated: query.isFetching && queries.getQueryState([name, input])?.isInvalidated === true,
    problem: query.error instanceof Refused ? query.error.problem : null,
    loading: query.isFetching,
    refetch: () => void query.refetch(),
  };
}

/** Makes everything that these routes answered be asked again. */
export function useInvalidate(): (...names: readonly JsonRouteName[]) => void {
  const queries = useQueryClient();
  return useCallback(
    (...names: readonly JsonRouteName[]) => {
      for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
    },
    [queries],
  );
}
