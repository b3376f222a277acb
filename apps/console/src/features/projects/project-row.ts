/** A row of the list, as the service gives it. */
import type { Bilingual } from "@gradphoto/contract";
import type { RouteAnswer } from "@gradphoto/contract/client";

export type Project = RouteAnswer<"listProjects">["projects"][number];

/** As people call it: school, education category, graduation year. */
export const projectName = (
  { schoolName, categoryLabel, graduationYear }: Pick<Project, "schoolName" | "categoryLabel" | "graduationYear">,
  say: (words: Bilingual) => string,
): string => `${schoolName} ${say(categoryLabel)} ${graduationYear}`;
