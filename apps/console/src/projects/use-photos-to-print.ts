/** The photos to print of a project or one class of it, page after page of the service's answer. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../lib/client.ts";

type Answer = RouteAnswer<"listPhotosToPrint">;

/** A few sheets; each photo that is shown is a recorded look, so no more are fetched than asked for. */
const atOnce = 60;

interface Group {
  readonly department: string;
  readonly className: string;
}

interface Shown {
  readonly photos: Answer["photos"];
  readonly last: Answer | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

const by = new Intl.Collator("zh-CN", { numeric: true });

/** As they are handed out: class after class, by student number. */
const inOrder = (photos: Answer["photos"]): Answer["photos"] =>
  [...photos].sort(
    (one, other) =>
      by.compare(one.department, other.department) ||
      by.compare(one.className, other.className) ||
      by.compare(one.studentNumber, other.studentNumber),
  );

const nothing: Shown = { photos: [], last: null, problem: null, loading: true };

export function usePhotosToPrint(projectId: string, group: Group | null) {
  const [{ photos, last, problem, loading }, setShown] = useState(nothing);
  const { department, className } = group ?? {};
  // An answer about a class that is not chosen any more is dropped.
  const turn = useRef(0);
  const fetchPage = useCallback(
    async (after: string | null): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      setShown((before) => (after === null ? nothing : { ...before, loading: true }));
      const query = {
        limit: atOnce,
        ...(after !== null && { after }),
        ...(department !== undefined && { department }),
        ...(className !== undefined && { className }),
      };
      const answer = await call("listPhotosToPrint", { params: { projectId }, query });
      if (turn.current !== mine) return;
      setShown((before) =>
        answer.ok
          ? { photos: [...before.photos, ...answer.value.photos], last: answer.value, problem: null, loading: false }
          : { ...before, problem: answer.problem, loading: false },
      );
    },
    [projectId, department, className],
  );
  useEffect(() => void fetchPage(null), [fetchPage]);
  const next = last?.next ?? null;
  return {
    photos: inOrder(photos),
    caption: last?.caption ?? "",
    problem,
    loading,
    more: next === null ? null : () => void fetchPage(next),
  };
}
