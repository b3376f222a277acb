/** The latest search for a student and its results: stored for going back, cleared with the session, never in the address. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useAct } from "../lib/use-act.ts";

export type StudentMatch = RouteAnswer<"findStudents">["students"][number];

interface Search {
  readonly text: string;
  readonly students: readonly StudentMatch[];
}

const place = ["student-search"];

export function useStudentSearch() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { busy, problem, run } = useAct();
  const { data: search = null } = useQuery<Search>({
    queryKey: place,
    queryFn: skipToken,
    staleTime: "static",
  });
  /** Opens the page of results, unless the search was refused. */
  const find = async (text: string): Promise<boolean> => {
    const answer = await run("findStudents", { body: { text } });
    if (!answer) return false;
    queries.setQueryData<Search>(place, { text, students: answer.students });
    void navigate("/students");
    return true;
  };
  return { busy, problem, search, find };
}
