/** Which of several projects of one school and category stands for it now. */
import { projectStateAt } from "@gradphoto/domain";
import type { ProjectRow } from "../core/project/present-project.ts";

/** An open one, the first to close; else the next to open; else the last that closed. */
export function chooseProject(projects: readonly ProjectRow[], now: Date): ProjectRow | undefined {
  const inState = (state: "open" | "upcoming" | "closed") =>
    projects.filter((project) => projectStateAt(now, project) === state);
  return (
    inState("open").sort((one, other) => one.closesAt.getTime() - other.closesAt.getTime())[0] ??
    inState("upcoming").sort((one, other) => one.opensAt.getTime() - other.opensAt.getTime())[0] ??
    inState("closed").sort((one, other) => other.closesAt.getTime() - one.closesAt.getTime())[0]
  );
}
