/** A project as people call it. */
import type { Bilingual } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

type Named = Pick<RouteAnswer<"readProject">, "schoolName" | "categoryLabel" | "graduationYear">;

/** School, education category, graduation year. */
export const projectName = (
  { schoolName, categoryLabel, graduationYear }: Named,
  say: (words: Bilingual) => string,
): string => `${schoolName} ${say(categoryLabel)} ${graduationYear}`;
