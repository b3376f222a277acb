/** Names of projects. */
import type { Bilingual } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

type Named = Pick<RouteAnswer<"readProject">, "schoolName" | "categoryLabel" | "graduationYear">;

/** School, education category, graduation year. */
export const projectName = (
  { schoolName, categoryLabel, graduationYear }: Named,
  translate: (words: Bilingual) => string,
): string => `${schoolName} ${translate(categoryLabel)} ${graduationYear}`;

/** Heading of a page about a project; without the name until it has loaded. */
export const projectTitle = (name: string, what: string): string => [name, what].filter(Boolean).join(" · ");
