/** Roles: one code per role, which of them are staff, and small counts that some of them must not see. */
import type { Bilingual } from "./bilingual.ts";
import { isKeyOf } from "./is-key-of.ts";

interface RoleRow extends Bilingual {
  /** Staff sign in to the console with password and second factor. */
  readonly staff: boolean;
}

export const roles = {
  anonymous: { zh: "访客", en: "Visitor", staff: false },
  student: { zh: "学生", en: "Student", staff: false },
  helper: { zh: "帮拍人", en: "Helper", staff: false },
  reviewer: { zh: "审核员", en: "Reviewer", staff: true },
  "senior-reviewer": { zh: "复核员", en: "Senior reviewer", staff: true },
  service: { zh: "客服", en: "Customer service", staff: true },
  finance: { zh: "财务", en: "Finance", staff: true },
  "school-admin": { zh: "学校管理员", en: "School administrator", staff: true },
  "department-admin": { zh: "院系管理员", en: "Department administrator", staff: true },
  "province-admin": { zh: "省级管理员", en: "Province administrator", staff: true },
  operator: { zh: "运营管理员", en: "Operator", staff: true },
  auditor: { zh: "审计", en: "Auditor", staff: true },
  "school-system": { zh: "学校系统", en: "School's system", staff: false },
  system: { zh: "系统", en: "System", staff: false },
} as const satisfies Readonly<Record<string, RoleRow>>;

export type Role = keyof typeof roles;

export const isRole = isKeyOf(roles);

export const isStaff = (role: Role): boolean => roles[role].staff;

export const allRoles: readonly Role[] = Object.keys(roles).filter(isRole);

export const staffRoles: readonly Role[] = allRoles.filter(isStaff);

/** Everybody, signed in or not. A school's system calls only its own routes. */
export const everyone: readonly Role[] = allRoles.filter(
  (role) => role !== "system" && role !== "school-system",
);

/**
 * Suppression of small counts: they could identify single persons, so they are hidden from roles outside the school.
 */
const smallGroupLimit = 5;

/** Returns null for 1 to 4. */
export const hideSmallCount = (count: number): number | null =>
  count > 0 && count < smallGroupLimit ? null : count;
