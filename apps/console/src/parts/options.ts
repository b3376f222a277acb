/** Options shared by several lists and forms. */
import {
  type Bilingual,
  educationCategories,
  photoSpecs,
  provinces,
  roles,
  staffRoles,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

type Named = Pick<RouteAnswer<"readProject">, "schoolName" | "categoryLabel" | "graduationYear">;

/** School, education category, graduation year. */
export const projectName = (
  { schoolName, categoryLabel, graduationYear }: Named,
  translate: (words: Bilingual) => string,
): string => `${schoolName} ${translate(categoryLabel)} ${graduationYear}`;

/** Heading of a page about a project; without the name until it has loaded. */
export const projectTitle = (name: string, what: string): string =>
  [name, what].filter(Boolean).join(" · ");

export interface Option {
  readonly value: string;
  readonly label: Bilingual;
}

const optionsOf = (table: Readonly<Record<string, Bilingual>>): readonly Option[] =>
  Object.entries(table).map(([value, { zh, en }]) => ({ value, label: { zh, en } }));

export const categoryOptions = optionsOf(educationCategories);
export const specOptions: readonly Option[] = photoSpecs.map(({ id, name }) => ({
  value: id,
  label: name,
}));
export const provinceOptions = optionsOf(provinces);
export const roleOptions: readonly Option[] = staffRoles.map((role) => ({
  value: role,
  label: roles[role],
}));
