/** The latest search and its results: stored for going back, cleared with the session, never in the address. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Act, useAct } from "../lib/use-act.ts";

export type Match = RouteAnswer<"findCollections">["collections"][number];

interface Search {
  readonly text: string;
  readonly schoolCode?: string;
  readonly matches: readonly Match[];
  readonly next: string | null;
}

const place = ["service-search"];

export interface Searching extends Pick<Act, "busy" | "problem"> {
  /** null before the first search. */
  readonly search: Search | null;
  /** Resolves to the only match, null when there are none or several, undefined when the search was refused. */
  readonly find: (text: string, schoolCode?: string) => Promise<Match | null | undefined>;
  readonly more: () => Promise<void>;
}

export function useSearch(): Searching {
  const queries = useQueryClient();
  const act = useAct();
  const { data: search = null } = useQuery<Search>({
    queryKey: place,
    queryFn: skipToken,
    staleTime: "static",
  });
  const store = (next: Search): void => void queries.setQueryData(place, next);
  return {
    busy: act.busy,
    problem: act.problem,
    search,
    find: async (text, schoolCode) => {
      const body = { text, ...(schoolCode !== undefined && { schoolCode }) };
      const page = await act.run("findCollections", { body });
      if (!page) return undefined;
      store({ ...body, matches: page.collections, next: page.next });
      const [only, ...others] = page.collections;
      return only && others.length === 0 && page.next === null ? only : null;
    },
    more: async () => {
      if (search === null || search.next === null) return;
      const { text, schoolCode, next } = search;
      const page = await act.run("findCollections", { body: { text, schoolCode, after: next } });
      if (page)
        store({ ...search, matches: [...search.matches, ...page.collections], next: page.next });
    },
  };
}
