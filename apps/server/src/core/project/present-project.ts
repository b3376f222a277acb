/** Presents a project as the contract defines it. */
import {
  educationCategories,
  projectKindOf,
  type RefundRule,
  refundRules,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { projects, schools } from "../../infra/db/schema/index.ts";

/** Scene parameter of a mini-program code: identifies a project or school within WeChat's 32 characters. */
export type Scene = { readonly projectId: string } | { readonly schoolCode: string };

export const sceneOf = (scene: Scene): string =>
  "projectId" in scene
    ? `p=${Buffer.from(scene.projectId.replaceAll("-", ""), "hex").toString("base64url")}`
    : `s=${scene.schoolCode}`;

/** Returns null for a scene that this service did not create. */
export function readScene(text: string): Scene | null {
  const [, schoolCode] = /^s=(\d{5})$/.exec(text) ?? [];
  if (schoolCode !== undefined) return { schoolCode };
  // 16 bytes in base64url.
  const [, short] = /^p=([A-Za-z0-9_-]{21}[AQgw])$/.exec(text) ?? [];
  if (short === undefined) return null;
  const hex = Buffer.from(short, "base64url").toString("hex");
  return { projectId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") };
}

/** Facts about a collection on which a refund depends. */
export interface RefundFacts {
  readonly uploaded: boolean;
  readonly submitted: boolean;
}

/** Rules by which the student is entitled to a refund, on request or at the end of the window. */
const allows: Readonly<Record<RefundRule, (facts: RefundFacts) => boolean>> = {
  "until-submitted": ({ submitted }) => !submitted,
  "until-photo": ({ uploaded }) => !uploaded,
};

export const allowsRefund = (rule: RefundRule, facts: RefundFacts): boolean => allows[rule](facts);

export type ProjectRow = typeof projects.$inferSelect;
export type SchoolRow = typeof schools.$inferSelect;

/** Presents hotline and service hours of a school. The hours are digits, identical in both languages. */
export const customerServiceOf = (
  { hotline }: { readonly hotline: string },
  { serviceHours }: SchoolRow,
) => ({
  hotline,
  hours: { zh: serviceHours, en: serviceHours },
});

export const presentProject = (
  project: ProjectRow,
  school: SchoolRow,
): RouteAnswer<"readOpenProject"> => ({
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
