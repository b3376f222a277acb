/** A project as the contract shows it. */
import { educationCategories, isEducationCategory } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { projects, schools } from "../../infra/db/schema/index.ts";
import { refundRuleWords } from "./refund-rules.ts";

export type ProjectRow = typeof projects.$inferSelect;
export type SchoolRow = typeof schools.$inferSelect;

/** Throws an Error for a category the domain does not have: only a wrong seed could have written it. */
export function categoryLabel(category: string): (typeof educationCategories)[keyof typeof educationCategories] {
  if (!isEducationCategory(category)) throw new Error(`A project has the unknown education category "${category}"`);
  return educationCategories[category];
}

/** Hours are figures, the same in both languages. */
export const customerServiceOf = ({ hotline }: { readonly hotline: string }, { serviceHours }: SchoolRow) => ({
  hotline,
  hours: { zh: serviceHours, en: serviceHours },
});

export const presentProject = (project: ProjectRow, school: SchoolRow): RouteAnswer<"readOpenProject"> => ({
  projectId: project.id,
  schoolCode: school.code,
  schoolName: school.name,
  category: project.educationCategory,
  categoryLabel: categoryLabel(project.educationCategory),
  graduationYear: project.graduationYear,
  opensAt: project.opensAt.toISOString(),
  closesAt: project.closesAt.toISOString(),
  feeFen: project.feeFen,
  specId: project.specId,
  albumAllowed: project.albumAllowed,
  attemptsLimit: project.attemptsLimit,
  reviewDays: project.reviewDays,
  refundRule: refundRuleWords(project.refundRule),
  customerService: customerServiceOf(project, school),
  notice: project.notice,
  printCaption: project.printCaption,
});
