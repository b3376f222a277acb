/** Entry points of a project or school for students: a mini-program code for WeChat, and a link for any browser. */
import { z } from "zod";
import { id } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { projectPaths } from "./paths.ts";

const params = z.object({ projectId: id });
const roles = ["school-admin", "operator"] as const;

export const staffEntryRoutes = {
  readProjectEntries: {
    summary: {
      zh: "项目与学校的入口链接，学生打开后学校已选好",
      en: "The links that lead to a project and to its school, which is chosen already where they lead",
    },
    roles,
    params,
    answers: z.object({ projectLink: z.url(), schoolLink: z.url() }),
    errors: ["not-found"],
  },
  downloadMiniProgramCode: {
    summary: { zh: "下载小程序码", en: "The mini-program code of a project, or of its school, as a picture" },
    roles,
    params,
    query: z.object({ of: z.enum(["project", "school"]) }),
    answers: z.object({}),
    errors: ["not-found", "wechat-unavailable"],
  },
} as const satisfies Partial<Record<keyof typeof projectPaths, RouteDefinition>>;
