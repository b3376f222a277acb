/** The latest search and what it found: kept for the way back, gone with the session, never in the address. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Act, useAct } from "../lib/use-act.ts";

export type Found = RouteAnswer<"findCollections">["collections"][number];

interface Search {
  readonly text: string;
  readonly found: readonly Found[];
  readonly next: string | null;
}

const place = ["service-search"];

export interface Searching extends Pick<Act, "busy" | "problem"> {
  /** null before the first search. */
  readonly search: Search | null;
  /** Answers the only hit, null when there are none or several. */
  readonly find: (text: string) => Promise<Found | null>;
  readonly more: () => Promise<void>;
}

export function useSearch(): Searching {
  const queries = useQueryClient();
  const act = useAct();
  const [search, setSearch] = useState<Search | null>(queries.getQueryData<Search>(place) ?? null);
  const keep = (next: Search): void => {
    queries.setQueryData(place, next);
    setSearch(next);
  };
  return {
    busy: act.busy,
    problem: act.problem,
    search,
    find: async (text) => {
      const page = await act.run("findCollections", { body: { text } });
      if (!page) return null;
      keep({ text, found: page.collections, next: page.next });
      const [only, ...others] = page.collections;
      return only && others.length === 0 && page.next === null ? only : null;
    },
    more: async () => {
      if (search === null || search.next === null) return;
      const page = await act.run("findCollections", { body: { text: search.text, after: search.next } });
      if (page) keep({ ...search, found: [...search.found, ...page.collections], next: page.next });
    },
  };
}
