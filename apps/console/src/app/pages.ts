/** The one list of pages: a person's first page is the first one that their role may open. */
import { exportKindsFor, staffRoles } from "@gradphoto/contract";
import type { PageRow } from "./page-row.ts";

export const pages: readonly PageRow[] = [
  {
    path: "review",
    title: { zh: "审核台", en: "Review desk" },
    roles: ["reviewer", "senior-reviewer"],
    group: "work",
    load: () => import("../features/review-desk/review-desk-page.tsx"),
  },
  {
    path: "second-looks",
    title: { zh: "盲审复看", en: "Second looks" },
    roles: ["senior-reviewer"],
    group: "work",
    load: () => import("../features/review-desk/second-look-page.tsx"),
  },
  {
    path: "honeypots",
    title: { zh: "已知答案的照片", en: "Known photos" },
    roles: ["senior-reviewer"],
    group: "work",
    load: () => import("../features/honeypots/honeypots-page.tsx"),
  },
  {
    path: "review-quality",
    title: { zh: "审核质量", en: "Review quality" },
    roles: ["senior-reviewer"],
    group: "figures",
    load: () => import("../features/review-quality/review-quality-page.tsx"),
  },
  {
    path: "projects",
    title: { zh: "采集项目", en: "Projects" },
    roles: ["school-admin", "operator"],
    group: "work",
    load: () => import("../features/projects/projects-page.tsx"),
  },
  {
    path: "projects/:projectId",
    title: { zh: "项目进度", en: "Progress" },
    roles: ["school-admin", "operator"],
    group: null,
    load: () => import("../features/projects/project-page.tsx"),
  },
  {
    path: "schools",
    title: { zh: "院校", en: "Schools" },
    roles: ["operator"],
    group: "upkeep",
    load: () => import("../features/schools/schools-page.tsx"),
  },
  {
    path: "staff",
    title: { zh: "员工", en: "Staff" },
    roles: ["operator"],
    group: "upkeep",
    load: () => import("../features/staff-members/staff-page.tsx"),
  },
  {
    path: "exports",
    title: { zh: "我的导出", en: "My exports" },
    roles: staffRoles.filter((role) => exportKindsFor(role).length > 0),
    group: "me",
    load: () => import("../features/exports/exports-page.tsx"),
  },
  {
    path: "security",
    title: { zh: "登录与安全", en: "Sign-in and security" },
    roles: staffRoles,
    group: "me",
    load: () => import("../features/security/security-page.tsx"),
  },
];
