/** A project as the contract shows it. */
import { educationCategories, projectKindOf, refundRules } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { projects, schools } from "../../infra/db/schema/index.ts";

export type ProjectRow = typeof projects.$inferSelect;
export type SchoolRow = typeof schools.$inferSelect;

/** Hours are digits, identical in both languages. */
export const customerServiceOf = ({ hotline }: { readonly hotline: string }, { serviceHours }: SchoolRow) => ({
  hotline,
  hours: { zh: serviceHours, en: serviceHours },
});

export const presentProject = (project: ProjectRow, school: SchoolRow): RouteAnswer<"readOpenProject"> => ({
  projectId: project.id,
  schoolCode: school.code,
  schoolName: school.name,
  category: project.educationCategory,
  categoryLabel: educationCategories[project.educationCategory],
  graduationYear: project.graduationYear,
  opensAt: project.opensAt.toISOString(),
  closesAt: project.closesAt.toISOString(),
  feeFen: project.feeFen,
  specId: project.specId,
  kindLabel: projectKindOf(project.specId).label,
  albumAllowed: project.albumAllowed,
  tryBeforePay: project.tryBeforePay,
  photoMaxAgeDays: project.photoMaxAgeDays,
  attemptsLimit: project.attemptsLimit,
  reviewDays: project.reviewDays,
  refundRule: refundRules[project.refundRule],
  customerService: customerServiceOf(project, school),
  notice: project.notice,
  clothing: project.clothing,
  printCaption: project.printCaption,
  imageCheckBy: project.imageCheckBy?.toISOString() ?? null,
});
