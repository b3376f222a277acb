/** What a page shows comes from the service: asked when the page opens, kept while a newer answer is under way. */
import type { JsonRouteName, Problem, RouteAnswer } from "@gradphoto/contract/client";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, type Input } from "./client.ts";

/** A refusal of the service, thrown so that the query tells it apart from a value. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export interface Shown<Value> {
  /** undefined until the first answer. */
  readonly value: Value | undefined;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly again: () => void;
}

export interface Asking {
  /** Asks again by itself after so long. */
  readonly everyMs?: number;
}

/** `input` null: nothing is asked yet. */
export function useAnswer<Name extends JsonRouteName>(
  name: Name,
  input: Input<Name> | null,
  { everyMs }: Asking = {},
): Shown<RouteAnswer<Name>> {
  const query = useQuery({
    queryKey: [name, input],
    enabled: input !== null,
    placeholderData: keepPreviousData,
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
    problem: query.error instanceof Refused ? query.error.problem : null,
    loading: query.isFetching,
    again: () => void query.refetch(),
  };
}

/** Makes everything that these routes answered be asked again. */
export function useForget(): (...names: readonly JsonRouteName[]) => void {
  const queries = useQueryClient();
  return (...names) => {
    for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
  };
}
