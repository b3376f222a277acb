/** The one list of pages: a person's first page is the first one that their role may open. */
import { staffRoles } from "@gradphoto/contract";
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
    path: "security",
    title: { zh: "登录与安全", en: "Sign-in and security" },
    roles: staffRoles,
    group: "me",
    load: () => import("../features/security/security-page.tsx"),
  },
];
