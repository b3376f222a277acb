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
    path: "security",
    title: { zh: "登录与安全", en: "Sign-in and security" },
    roles: staffRoles,
    group: "me",
    load: () => import("../features/security/security-page.tsx"),
  },
];
