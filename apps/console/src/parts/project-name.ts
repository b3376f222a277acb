/** A project as people call it. */
import type { Bilingual } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

type Named = Pick<RouteAnswer<"readProject">, "schoolName" | "categoryLabel" | "graduationYear">;

/** School, education category, graduation year. */
export const projectName = (
  { schoolName, categoryLabel, graduationYear }: Named,
  translate: (words: Bilingual) => string,
): string => `${schoolName} ${translate(categoryLabel)} ${graduationYear}`;

/** A heading about a project: what it is of it alone, until the name has come. */
export const projectTitle = (name: string, what: string): string => [name, what].filter(Boolean).join(" · ");
